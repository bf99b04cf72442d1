import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Candidate } from '#nodes/revops/route'
import type { PersonView, RosterService } from '#nodes/sdk/services'
import type { Database } from '../db/open-database'
import { reps, rotaShifts, teams } from '../db/schema'
import { load } from './load'
import { personView } from './person-view'

type RepRow = typeof reps.$inferSelect

/** The roster as routing sees it: people with today's room, counted from live assignments. */
export function createRosterService(db: Database): RosterService {
  const team = db
    .select({ rep: reps, load })
    .from(reps)
    .where(and(eq(reps.teamId, sql.placeholder('teamId')), eq(reps.role, 'rep'), isNull(reps.deletedAt)))
    .prepare()
  const one = db
    .select({ rep: reps, slackId: teams.slackId })
    .from(reps)
    .innerJoin(teams, eq(teams.id, reps.teamId))
    .where(eq(reps.id, sql.placeholder('id')))
    .prepare()

  function find(id: string): PersonView | undefined {
    const row = one.get({ id })
    return row && personView(row.rep, row.slackId)
  }

  return {
    candidates: (teamId) => team.all({ teamId }).map(({ rep, load }) => candidate(rep, load)),

    onDuty(rotaId, now) {
      const row = db
        .select({ rep: reps, load })
        .from(rotaShifts)
        .innerJoin(reps, eq(reps.id, rotaShifts.repId))
        .where(
          and(
            eq(rotaShifts.rotaId, rotaId), eq(reps.active, true), isNull(reps.deletedAt),
            lte(rotaShifts.startsAt, now), or(isNull(rotaShifts.endsAt), gt(rotaShifts.endsAt, now)),
            or(isNull(reps.awayUntil), lte(reps.awayUntil, now)),
          ),
        )
        .orderBy(asc(rotaShifts.layer), asc(rotaShifts.startsAt), asc(rotaShifts.id))
        .limit(1)
        .get()
      return row && candidate(row.rep, row.load)
    },

    find,

    managerOf(repId) {
      const managerId = one.get({ id: repId })?.rep.managerId
      const manager = managerId ? find(managerId) : undefined
      return manager?.active ? manager : undefined
    },

    executives: () =>
      db
        .select({ id: reps.id })
        .from(reps)
        .where(and(inArray(reps.role, ['executive']), eq(reps.active, true), isNull(reps.deletedAt)))
        .orderBy(asc(reps.id))
        .all()
        .flatMap(({ id }) => find(id) ?? []),
  }
}

function candidate(rep: RepRow, load: number): Candidate {
  return {
    id: rep.id, name: rep.name, active: rep.active && rep.deletedAt === null, territories: rep.territories, skills: rep.skills,
    capacity: rep.capacity, load, performance: rep.performance, presence: rep.presence, awayUntil: rep.awayUntil, lastAssignedAt: rep.lastAssignedAt,
  }
}
