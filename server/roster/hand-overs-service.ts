import { and, asc, eq, gte, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { OwnedLead } from '#nodes/revops/redistribute'
import { touches } from '#nodes/revops/touches'
import { wantedOfLead } from '#nodes/revops/wanted'
import type { HandOversService } from '#nodes/sdk/services'
import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments, leads, reps } from '../db/schema'
import { giveLead } from '../leads/give-lead'
import { isUnderWay } from '../leads/is-under-way'
import { createRosterService } from './roster-service'

const touchTypes = sql.raw(touches.map((type) => `'${type}'`).join(', '))
const ofLead = sql.raw(`assignments.subject_type = 'lead' and assignments.subject_id = leads.id and assignments.state in ('offered', 'accepted')`)

/** Leads of people as redistribution sees them, and how they move. */
export function createHandOversService(db: Database): (actor: Actor, now: number) => HandOversService {
  const roster = createRosterService(db)
  const find = db.select({ name: reps.name, teamId: reps.teamId, backupId: reps.backupId }).from(reps).where(eq(reps.id, sql.placeholder('id'))).prepare()
  const findTeam = db.select({ teamId: reps.teamId }).from(reps).where(eq(reps.id, sql.placeholder('id'))).prepare()
  const owned = db
    .select({
      id: leads.id, name: leads.name, email: leads.email, territory: leads.territory, skills: leads.skills, more: leads.more, receivedAt: leads.receivedAt,
      takenAt: sql<number | null>`(select assignments.answered_at from assignments where ${ofLead} and assignments.rep_id = leads.owner_id)`,
      touchedAt: sql<number | null>`(select max(events.occurred_at) from events where events.subject_id = leads.id and events.type in (${touchTypes}))`,
      takenBy: sql<string>`(select json_group_array(distinct json_extract(events.data, '$.repId')) from events where events.subject_id = leads.id and events.type = 'lead.taken')`,
      isOffered: sql<number>`exists (select 1 from assignments where ${ofLead} and assignments.rep_id <> leads.owner_id)`,
    })
    .from(leads)
    .where(and(eq(leads.ownerId, sql.placeholder('id')), isUnderWay, isNull(leads.deletedAt)))
    .orderBy(asc(leads.receivedAt))
    .prepare()

  const gone = db
    .selectDistinct({
      id: leads.id, name: leads.name, email: leads.email, owner: reps.name,
      isHeld: sql<number>`exists (select 1 from assignments where ${ofLead}) or exists (select 1 from work_items where work_items.subject_type = 'lead' and work_items.subject_id = leads.id and work_items.state = 'open')`,
    })
    .from(assignments)
    .innerJoin(leads, and(eq(assignments.subjectType, 'lead'), eq(leads.id, assignments.subjectId)))
    .leftJoin(reps, eq(reps.id, leads.ownerId))
    .where(and(eq(assignments.repId, sql.placeholder('id')), gte(assignments.endedAt, sql.placeholder('since')), inArray(assignments.endedFor, ['left', 'moved']), isUnderWay, isNull(leads.deletedAt), or(isNull(leads.ownerId), ne(leads.ownerId, sql.placeholder('id')))))
    .orderBy(asc(leads.receivedAt))
    .prepare()

  return (actor, now) => ({
    since: (id, since) => gone.all({ id, since }).map(({ name, email, isHeld, ...lead }) => ({ ...lead, name: name ?? email ?? 'Unnamed lead', isHeld: isHeld === 1 })),

    standingOf(repId) {
      const rep = find.get({ id: repId })
      const person = rep && roster.candidates(rep.teamId, now).find(({ id }) => id === repId)
      if (!rep || !person) return undefined
      const team = roster.candidates(rep.teamId, now)
      const backupTeam = rep.backupId === null ? undefined : findTeam.get({ id: rep.backupId })?.teamId
      const backup = backupTeam === undefined || backupTeam === rep.teamId ? [] : roster.candidates(backupTeam, now).filter(({ id }) => id === rep.backupId)
      const mine = owned.all({ id: repId }).map(
        ({ id, name, email, territory, skills, more, takenBy, isOffered, ...times }): OwnedLead => ({ ...times, id, name: name ?? email ?? 'Unnamed lead', wanted: wantedOfLead({ territory, skills, more }), takenBy: JSON.parse(takenBy) as string[], isOffered: isOffered === 1 }),
      )
      return { person, backupId: rep.backupId, leads: mine, candidates: [...team, ...backup] }
    },

    give({ leadId, fromId, to, explanation }) {
      const lead = db.select({ id: leads.id, name: leads.name, email: leads.email }).from(leads).where(and(eq(leads.id, leadId), eq(leads.ownerId, fromId), isUnderWay, isNull(leads.deletedAt))).get()
      const people = db.select({ id: reps.id, name: reps.name }).from(reps).where(inArray(reps.id, [fromId, to.id])).all()
      const from = people.find(({ id }) => id === fromId)
      const receiver = people.find(({ id }) => id === to.id)
      if (!lead || !from || !receiver) return false
      giveLead(db, {
        lead, from, to: { ...receiver, score: to.score }, endedFor: 'moved', explanation, actor,
        note: `${receiver.name} has taken over from ${from.name}, so that nobody waits. Everything that was written down and agreed is still here.`,
        told: `${from.name} had this lead until now and could not get to it. Read what was agreed, then say hello.`,
      }, now)
      return true
    },
  })
}
