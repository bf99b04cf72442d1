import { asc, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { reps, teams } from '../db/schema'
import { load } from './load'

/** Everyone on the roster with how many leads they hold now, and the teams. */
export function listRoster(db: Database) {
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
