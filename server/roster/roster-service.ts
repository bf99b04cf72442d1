import { and, asc, count, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Candidate } from '#nodes/revops/candidate'
import { onDuty } from '#nodes/revops/on-duty'
import type { PersonView, RosterService } from '#nodes/sdk/services'
import { idAt } from '../db/id-at'
import type { Database } from '../db/open-database'
import { assignments, reps, rotas, teams } from '../db/schema'
import { absentUntil, backAt } from './absent'
import { load } from './load'
import { personView } from './person-view'
import { readPresences, readRotas } from './rotas/read-rotas'

/** What routing looks at, of people who have not been removed. */
const candidateColumns = {
  id: reps.id, name: reps.name, active: reps.active, territories: reps.territories, skills: reps.skills, languages: reps.languages, zone: reps.zone,
  capacity: reps.capacity, load, capacityAt: reps.capacityAt, performance: reps.performance, presence: reps.presence, awayUntil: reps.awayUntil, absentUntil, backAt,
  doubtedAt: reps.doubtedAt, joinedAt: reps.joinedAt, lastAssignedAt: reps.lastAssignedAt,
} satisfies Record<keyof Candidate, unknown>

/** The roster as routing sees it: people with today's room, counted from live assignments. */
export function createRosterService(db: Database): RosterService {
  const team = db
    .select(candidateColumns)
    .from(reps)
    .where(and(eq(reps.teamId, sql.placeholder('teamId')), eq(reps.role, 'rep'), isNull(reps.deletedAt)))
    .prepare()
  const one = db
    .select({ rep: { id: reps.id, name: reps.name, email: reps.email, active: reps.active, webhookId: reps.webhookId, managerId: reps.managerId }, slackId: teams.slackId })
    .from(reps)
    .innerJoin(teams, eq(teams.id, reps.teamId))
    .where(eq(reps.id, sql.placeholder('id')))
    .prepare()

  // Ids begin with their time: by them the offers of some days are found without reading all that there ever were.
  const offers = db
    .select({ repId: assignments.repId, offers: count() })
    .from(assignments)
    .innerJoin(reps, eq(reps.id, assignments.repId))
    .where(and(gte(assignments.id, sql.placeholder('from')), gte(assignments.offeredAt, sql.placeholder('since')), eq(reps.teamId, sql.placeholder('teamId'))))
    .groupBy(assignments.repId)
    .prepare()
  const candidate = db.select(candidateColumns).from(reps).where(and(eq(reps.id, sql.placeholder('id')), isNull(reps.deletedAt))).prepare()
  const managerIdOf = db.select({ managerId: reps.managerId }).from(reps).where(eq(reps.id, sql.placeholder('id'))).prepare()
  const managersOfTeam = db
    .select(candidateColumns)
    .from(reps)
    .innerJoin(rotas, eq(rotas.teamId, reps.teamId))
    .where(and(eq(rotas.id, sql.placeholder('rotaId')), eq(reps.role, 'manager'), isNull(reps.deletedAt)))
    .orderBy(asc(reps.id))
    .prepare()
  // Of an inquiry that is offered now the one who is asked; of one that somebody has, its owner.
  const ownerOfPerson = db.$client
    .prepare(`
      select coalesce(live.rep_id, other.owner_id) as repId
      from leads join leads as other on other.contact_id = leads.contact_id and other.id <> leads.id
      left join assignments as live on live.subject_type = 'lead' and live.subject_id = other.id and live.state in ('offered', 'accepted')
      where leads.id = @leadId and other.state not in ('rejected', 'merged', 'closed') and other.deleted_at is null and coalesce(live.rep_id, other.owner_id) is not null
      order by coalesce(live.state, 'accepted'), other.received_at desc, other.id desc limit 1`)
    .pluck()
  const executives = db
    .select({ rep: { id: reps.id, name: reps.name, email: reps.email, active: reps.active, webhookId: reps.webhookId }, slackId: teams.slackId })
    .from(reps)
    .innerJoin(teams, eq(teams.id, reps.teamId))
    .where(and(eq(reps.role, 'executive'), eq(reps.active, true), isNull(reps.deletedAt)))
    .orderBy(asc(reps.id))
    .prepare()

  function find(id: string): PersonView | undefined {
    const row = one.get({ id })
    return row && personView(row.rep, row.slackId)
  }

  return {
    candidates: (teamId, now) => team.all({ teamId, now }),

    countOffers: (teamId, since) => Object.fromEntries(offers.all({ teamId, from: idAt(since), since }).map(({ repId, offers }) => [repId, offers])),

    onDuty(rotaId, now) {
      const [rota] = readRotas(db, now, rotaId)
      const duty = rota && onDuty(rota, readPresences(db, [rota], now), now)
      return duty && candidate.get({ id: duty.personId, now })
    },

    candidate: (repId, now) => candidate.get({ id: repId, now }),

    ownerOfPerson(subject, now) {
      const repId = subject.type === 'lead' ? (ownerOfPerson.get({ leadId: subject.id }) as string | undefined) : undefined
      return repId === undefined ? undefined : candidate.get({ id: repId, now })
    },

    managersOfRota: (rotaId, now) => managersOfTeam.all({ rotaId, now }),

    managerAbove(repId, now) {
      const managerId = managerIdOf.get({ id: repId })?.managerId
      return managerId ? candidate.get({ id: managerId, now }) : undefined
    },

    find,

    managerOf(repId) {
      const managerId = one.get({ id: repId })?.rep.managerId
      const manager = managerId ? find(managerId) : undefined
      return manager?.active ? manager : undefined
    },

    executives: () => executives.all().map((row) => personView(row.rep, row.slackId)),
  }
}
