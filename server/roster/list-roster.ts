import { asc, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { assignments, reps, teams } from '../db/schema'

/** Everyone on the roster with how many leads they hold now, and the teams. */
export function listRoster(db: Database) {
  const load = sql<number>`(select count(*) from ${assignments} where ${assignments.repId} = ${reps.id} and ${assignments.state} in ('offered', 'accepted'))`
  const everyone = db.select({ rep: reps, load }).from(reps).where(isNull(reps.deletedAt)).orderBy(asc(reps.name)).all()
  return {
    teams: db
      .select({ id: teams.id, name: teams.name })
      .from(teams)
      .where(isNull(teams.deletedAt))
      .orderBy(asc(teams.name))
      .all()
      .map((team) => ({ ...team, managerName: everyone.find(({ rep }) => rep.teamId === team.id && rep.role === 'manager')?.rep.name ?? null })),
    reps: everyone.map(({ rep, load }) => ({
      id: rep.id, name: rep.name, email: rep.email, teamId: rep.teamId, role: rep.role, territories: rep.territories, skills: rep.skills,
      capacity: rep.capacity, load, performance: rep.performance, presence: rep.presence, awayUntil: rep.awayUntil, active: rep.active,
    })),
  }
}
