import { and, count, eq, isNotNull, isNull, max, or, sql } from 'drizzle-orm'
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
import type { Database } from '../db/open-database'
import { assignments, leads, queues, runs, workItems } from '../db/schema'
import type { Writer } from '../db/writer'
import { addNotice } from '../notices/add-notice'
import { createRosterService } from '../roster/roster-service'
import { findOpenWait } from '../runs/find-open-wait'
import { queueOrder } from './queues/queue-order'
import { waitsInQueue } from './queues/waits-in-queue'

/** So many entries of a team's queues are looked at in one turn. */
const mostLookedAt = 500
/** Where nothing fitted it is looked again after this, for what does not show in who has room and in how much waits: a changed lead, a wait that is over. */
const lookAgainMs = 30_000
const actor = { kind: 'system' as const, id: 'queue' }

/** One entry of a queue that may be offered. */
interface Entry {
  id: string
  runId: string | null
  lead: Pick<typeof leads.$inferSelect, 'id' | 'name' | 'email' | 'territory' | 'skills' | 'more'>
}

/** An entry for which somebody has been found. */
interface Fitting {
  entry: Entry
  owner: { id: string; score: number }
  ranking: ReturnType<typeof rankOwners>
}

/**
 * Offers what stands in queues to their team as soon as somebody there has room again: the highest score first, then what has waited longest. The entry stays
 * in the queue, where whoever watches it may still claim it. Who does not answer in the time that the queue gives is followed by the next; each is asked once for
 * an entry. Says whether there may be more. What the database says decides, so any number of processes may do it; what each remembers only spares it work.
 */
export function createDrainQueues(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const nothingFitted = new Map<string, { standing: string; until: number }>()

  /** Whether something may be offered to people of this team: looked at each second, so as little as possible is read. */
  function mayOffer(teamId: string, now: number): boolean {
    const standing = standingOf(db, teamId, now)
    if (standing === undefined) return false
    const known = nothingFitted.get(teamId)
    if (known && known.standing === standing && now < known.until) return false
    if (!fittingEntries(db, teamId, now).next().done) return true
    nothingFitted.set(teamId, { standing, until: now + lookAgainMs })
    return false
  }

  return async (now) => {
    const teamIds = waitingTeams(db).filter((teamId) => mayOffer(teamId, now))
    const isSilent = findUnanswered(db, now).length > 0
    if (!isSilent && teamIds.length === 0) return false
    return writer.write((tx) => {
      for (const offer of findUnanswered(tx, now)) expireOffer(tx, offer, { actor, why: 'unanswered', addAudit: createAddAudit(tx) }, now)
      let offered = 0
      for (const teamId of isSilent ? waitingTeams(tx) : teamIds) {
        for (const fitting of fittingEntries(tx, teamId, now)) {
          offer(tx, fitting, now)
          offered += 1
        }
      }
      return offered > 0
    })
  }
}

const findOlder = keptQuery((db) =>
  db
    .select({ id: assignments.id, repId: assignments.repId, subjectType: assignments.subjectType, subjectId: assignments.subjectId })
    .from(assignments)
    .innerJoin(workItems, eq(workItems.id, assignments.queueItemId))
    .innerJoin(queues, eq(queues.id, workItems.queueId))
    // Written as in the index over just these, so that SQLite uses it.
    .where(and(sql`assignments.state = 'offered' and assignments.queue_item_id is not null`, sql`${assignments.offeredAt} + ${queues.offerForMs} <= ${sql.placeholder('now')}`))
    .prepare(),
)

/** Offers from queues whose time is over. */
function findUnanswered(db: Database, now: number) {
  return findOlder(db).all({ now })
}

const findWaitingTeams = keptQuery((db) =>
  db
    .selectDistinct({ teamId: sql<string>`${queues.teamId}` })
    .from(queues)
    .where(and(isNotNull(queues.teamId), isNull(queues.deletedAt), sql`exists (select 1 from work_items where work_items.queue_id = queues.id and ${waitsInQueue})`))
    .orderBy(queues.teamId)
    .prepare(),
)

/** Teams to whose people is offered what waits. */
function waitingTeams(db: Database): string[] {
  return findWaitingTeams(db).all().map(({ teamId }) => teamId)
}

const countWaiting = keptQuery((db) =>
  db
    .select({ waiting: count(), newest: max(workItems.createdAt) })
    // Crossed, so that SQLite begins with the team's queues and not with all work that is open.
    .from(queues)
    .crossJoin(workItems)
    .where(and(eq(queues.teamId, sql.placeholder('teamId')), isNull(queues.deletedAt), eq(workItems.queueId, queues.id), waitsInQueue))
    .prepare(),
)

/** What decides whether something fits, as far as it is read quickly: who could take a lead now, and how much waits. Undefined: nobody could. */
function standingOf(db: Database, teamId: string, now: number): string | undefined {
  const able = availableIn(db, teamId, now).filter((each) => ![each.awayUntil, each.absentUntil, each.joinedAt].some((until) => until !== null && until > now))
  if (able.length === 0) return undefined
  const who = able.map(({ id, load, capacity, territories, skills, languages }) => [id, load, capacity, territories, skills, languages])
  return JSON.stringify([countWaiting(db).get({ teamId }), who])
}

const findEntries = keptQuery((db) =>
  db
    .select({
      id: workItems.id, runId: workItems.runId, leastLeftMs: queues.leastLeftMs, isRunOpen: sql<number>`${runs.id} is not null and ${runs.state} not in ('done', 'failed')`,
      lead: { id: leads.id, name: leads.name, email: leads.email, territory: leads.territory, skills: leads.skills, more: leads.more },
    })
    .from(workItems)
    .innerJoin(queues, eq(queues.id, workItems.queueId))
    .innerJoin(leads, and(eq(workItems.subjectType, 'lead'), eq(leads.id, workItems.subjectId)))
    .leftJoin(runs, eq(runs.id, workItems.runId))
    .where(
      and(
        waitsInQueue, eq(queues.teamId, sql.placeholder('teamId')), isNull(queues.deletedAt),
        sql`not exists (select 1 from assignments where assignments.subject_type = 'lead' and assignments.subject_id = leads.id and ${isLive})`,
      ),
    )
    .orderBy(...queueOrder)
    .limit(mostLookedAt)
    .prepare(),
)

/** What may be offered now, in the order in which it is: nobody is asked for it, and there is time left for an answer. */
function entries(db: Database, teamId: string, now: number): Entry[] {
  return findEntries(db).all({ teamId }).filter(({ lead, isRunOpen, leastLeftMs }) => {
    const wait = findOpenWait(db, acknowledgementKey({ type: 'lead', id: lead.id }))
    // Between two waits the run decides who is asked next.
    return wait ? wait.dueAt - now >= leastLeftMs : isRunOpen === 0
  })
}

const rosterOf = keptQuery(createRosterService)

/** Who of a team has room and is there. */
function availableIn(db: Database, teamId: string, now: number): Candidate[] {
  return rosterOf(db)
    .candidates(teamId, now)
    .filter((each) => each.active && each.presence !== 'offline' && each.doubtedAt === null && each.load < roomOf(each, now, standardRules))
}

/** As many entries as there is room for, each with who gets it. What came before counts as offered. */
function* fittingEntries(db: Database, teamId: string, now: number): Generator<Fitting, void> {
  const candidates = availableIn(db, teamId, now)
  if (candidates.length === 0) return
  for (const entry of entries(db, teamId, now)) {
    const ranking = rankOwners({ candidates, wanted: wantedOfLead(entry.lead), asked: askedFor(db, entry), now })
    const [owner] = ranking.ranked
    if (!owner) continue
    yield { entry, owner, ranking }
    const chosen = candidates.find(({ id }) => id === owner.id)
    if (chosen) {
      chosen.load += 1
      chosen.lastAssignedAt = now
    }
  }
}

/** Whom the run asked, and who was offered this entry before. */
function askedFor(db: Database, { id, runId, lead }: Entry): string[] {
  const before = or(eq(assignments.queueItemId, id), runId === null ? undefined : eq(assignments.runId, runId))
  return db.select({ repId: assignments.repId }).from(assignments).where(and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, lead.id), before)).all().map(({ repId }) => repId)
}

function offer(db: Database, { entry: { id, runId, lead }, owner, ranking }: Fitting, now: number): void {
  const assignmentId = makeOffer(db, {
    subject: { type: 'lead', id: lead.id }, owner, level: 'From the queue', runId, queueItemId: id, explanation: keepRanking(ranking, standardRules, { ranked: 25, passedOver: 20 }),
    actor, addAudit: createAddAudit(db),
  }, now)
  const whose = lead.name ?? lead.email ?? 'A lead'
  addNotice(db, {
    effectKey: `from-queue:${assignmentId}`, personId: owner.id, title: `${whose} waits, and you have room`, text: 'Say “I have it”, or pass it on. Others can still take it.', link: `/mine?offer=${assignmentId}`, offerId: assignmentId,
  }, now)
}
