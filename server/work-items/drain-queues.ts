import { and, asc, desc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { acknowledgementKey } from '#nodes/library/await-ack/activity'
import type { Candidate } from '#nodes/revops/candidate'
import { keepRanking } from '#nodes/revops/explanation'
import { roomOf } from '#nodes/revops/route-parts'
import { rankOwners } from '#nodes/revops/route'
import { standardRules } from '#nodes/revops/route-rules'
import { wantedOfLead } from '#nodes/revops/wanted'
import { expireOffer } from '../assignments/expire-offer'
import { isLive } from '../assignments/is-live'
import { makeOffer } from '../assignments/make-offer'
import { createAddAudit } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { assignments, leads, notices, queues, runs, workItems } from '../db/schema'
import { insertRow } from '../db/write-rows'
import type { Writer } from '../db/writer'
import { createRosterService } from '../roster/roster-service'
import { findOpenWait } from '../runs/find-open-wait'

/** So long somebody is asked for what stands in a queue, unless the wait for a claim is over before. */
export const offerForMs = 15 * 60_000
/** With less than this left of the wait nobody is asked any more. */
const leastMs = 2 * 60_000
/** So many entries of one queue are looked at in one turn. */
const mostLookedAt = 500
const actor = { kind: 'system' as const, id: 'queue' }

/** One entry of a queue that may be offered, and the team whose people are asked. */
interface Entry {
  id: string
  teamId: string
  runId: string | null
  lead: Pick<typeof leads.$inferSelect, 'id' | 'name' | 'email' | 'territory' | 'skills' | 'more'>
}

/**
 * Offers what stands in queues to their team as soon as somebody there has room again: the highest score first, then what has waited longest. The entry stays
 * in the queue, where whoever watches it may still claim it. Who does not answer in a quarter of an hour is followed by the next; each is asked once for
 * an entry. Says whether there may be more. What the database says decides, so any number of processes may do it.
 */
export function createDrainQueues(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  return async (now) => {
    if (findUnanswered(db, now).length === 0 && !mayOffer(db, now)) return false
    return writer.write((tx) => {
      for (const offer of findUnanswered(tx, now)) expireOffer(tx, offer, { actor, why: 'unanswered', addAudit: createAddAudit(tx) }, now)
      return offerEntries(tx, now) > 0
    })
  }
}

/** Whether somebody of the team of a queue in which something waits has room: looked at each second, so as little as possible is read. */
function mayOffer(db: Database, now: number): boolean {
  return [...new Set(entries(db, now).map(({ teamId }) => teamId))].some((teamId) => availableIn(db, teamId, now).length > 0)
}

const findOlder = keptQuery((db) =>
  db
    .select({ id: assignments.id, repId: assignments.repId, subjectType: assignments.subjectType, subjectId: assignments.subjectId })
    .from(assignments)
    // Written as in the index over just these, so that SQLite uses it.
    .where(and(sql`assignments.state = 'offered' and assignments.queue_item_id is not null`, lte(assignments.offeredAt, sql.placeholder('before'))))
    .prepare(),
)

/** Offers from queues whose time is over. */
function findUnanswered(db: Database, now: number) {
  return findOlder(db).all({ before: now - offerForMs })
}

const findEntries = keptQuery((db) =>
  db
    .select({
      id: workItems.id, teamId: sql<string>`${queues.teamId}`, runId: workItems.runId, isRunOpen: sql<number>`${runs.id} is not null and ${runs.state} not in ('done', 'failed')`,
      lead: { id: leads.id, name: leads.name, email: leads.email, territory: leads.territory, skills: leads.skills, more: leads.more },
    })
    .from(workItems)
    .innerJoin(queues, eq(queues.id, workItems.queueId))
    .innerJoin(leads, and(eq(workItems.subjectType, 'lead'), eq(leads.id, workItems.subjectId)))
    .leftJoin(runs, eq(runs.id, workItems.runId))
    .where(
      and(
        eq(workItems.state, 'open'), eq(workItems.kind, 'claim'), isNotNull(queues.teamId), isNull(queues.deletedAt),
        sql`not exists (select 1 from assignments where assignments.subject_type = 'lead' and assignments.subject_id = leads.id and ${isLive})`,
      ),
    )
    .orderBy(desc(sql`coalesce(${leads.score}, 0)`), asc(workItems.createdAt), asc(workItems.id))
    .limit(mostLookedAt)
    .prepare(),
)

/** What may be offered now, in the order in which it is: nobody is asked for it, and there is time left for an answer. */
function entries(db: Database, now: number): Entry[] {
  return findEntries(db).all().filter(({ lead, isRunOpen }) => {
    const wait = findOpenWait(db, acknowledgementKey({ type: 'lead', id: lead.id }))
    // Between two waits the run decides who is asked next.
    return wait ? wait.dueAt - now >= leastMs : isRunOpen === 0
  })
}

const rosterOf = keptQuery(createRosterService)

/** Who of a team has room and is there. */
function availableIn(db: Database, teamId: string, now: number): Candidate[] {
  return rosterOf(db)
    .candidates(teamId, now)
    .filter((each) => each.active && each.presence !== 'offline' && each.doubtedAt === null && each.load < roomOf(each, now, standardRules))
}

/** Offers as many entries as there is room for; how many those were. */
function offerEntries(db: Database, now: number): number {
  const available = new Map<string, Candidate[]>()
  let offered = 0
  for (const entry of entries(db, now)) {
    const candidates = available.get(entry.teamId) ?? availableIn(db, entry.teamId, now)
    available.set(entry.teamId, candidates)
    if (candidates.length === 0) continue
    const ranking = rankOwners({ candidates, wanted: wantedOfLead(entry.lead), asked: askedFor(db, entry), now })
    const [owner] = ranking.ranked
    if (!owner) continue
    offer(db, entry, owner, ranking, now)
    offered += 1
    const chosen = candidates.find(({ id }) => id === owner.id)
    if (chosen) {
      chosen.load += 1
      chosen.lastAssignedAt = now
    }
  }
  return offered
}

/** Whom the run asked, and who was offered this entry before. */
function askedFor(db: Database, { id, runId }: Entry): string[] {
  const before = or(eq(assignments.queueItemId, id), runId === null ? undefined : eq(assignments.runId, runId))
  return db.select({ repId: assignments.repId }).from(assignments).where(before).all().map(({ repId }) => repId)
}

function offer(db: Database, { id, runId, lead }: Entry, owner: { id: string; score: number }, ranking: ReturnType<typeof rankOwners>, now: number): void {
  const assignmentId = makeOffer(db, {
    subject: { type: 'lead', id: lead.id }, owner, level: 'From the queue', runId, queueItemId: id, explanation: keepRanking(ranking, standardRules, { ranked: 25, passedOver: 20 }),
    actor, addAudit: createAddAudit(db),
  }, now)
  const whose = lead.name ?? lead.email ?? 'A lead'
  insertRow(db, notices, {
    id: newId(now), effectKey: `from-queue:${assignmentId}`, personId: owner.id, title: `${whose} waits, and you have room`, text: 'Say “I have it”, or pass it on. Others can still take it.', link: '/mine', at: now,
  })
}
