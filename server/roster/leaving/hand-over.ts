import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { keepRanking } from '#nodes/revops/explanation'
import { standardRules } from '#nodes/revops/route-rules'
import { isLive } from '../../assignments/is-live'
import { createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { assignments, leads, notes, notices, queues, queueWatchers, reps, tasks, workItems } from '../../db/schema'
import { insertRow, updateRows } from '../../db/write-rows'
import { openWorkItem } from '../../work-items/open-work-item'
import { findSuccessor } from './find-successor'

type Leaver = typeof reps.$inferSelect

const actor = { kind: 'system' as const, id: 'leaving' }
const claimWithinMs = 30 * 60_000
const greetWithinMs = 4 * 3_600_000

/**
 * Gives a lead of somebody who has left to the one who takes over, with what there is to do about it, a note of where it comes from and a task to get
 * in touch; into a watched queue where nobody has room. All in the caller's transaction; a lead that is not the leaver's any more is left alone.
 */
export function handOver(db: Database, leadId: string, leaver: Leaver, now: number): void {
  const lead = db.select().from(leads).where(and(eq(leads.id, leadId), eq(leads.ownerId, leaver.id))).get()
  if (!lead) return
  const subject = { type: 'lead', id: leadId }
  const live = db.select().from(assignments).where(and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, leadId), isLive)).get()
  // A flow is offering it to somebody already: who takes that offer becomes its owner.
  if (live && live.repId !== leaver.id) return setOwner(db, { leadId, from: leaver, to: null, state: 'open' }, now)

  const { owner, ranking } = findSuccessor(db, lead, leaver, now)
  if (live) updateRows(db, assignments, { state: 'released', endedAt: now, endedFor: 'left' }, { id: live.id })
  const whose = lead.name ?? lead.email ?? 'a lead'
  if (!owner) return queueLead(db, { lead: { id: leadId, name: whose }, leaver, runId: live?.runId ?? null }, now)

  const assignmentId = newId(now)
  const explanation = keepRanking(ranking, standardRules, { ranked: 25, passedOver: 20 })
  insertRow(db, assignments, {
    id: assignmentId, subjectType: 'lead', subjectId: leadId, repId: owner.id, runId: live?.runId ?? null, level: `Instead of ${leaver.name}`, state: 'accepted',
    score: owner.score, explanation, offeredAt: now, answeredAt: now,
  })
  updateRows(db, reps, { lastAssignedAt: now }, { id: owner.id })
  setOwner(db, { leadId, from: leaver, to: { id: owner.id, name: owner.name }, state: 'routed' }, now)
  insertRow(db, notes, { id: newId(now), subjectType: 'lead', subjectId: leadId, runId: null, text: `${owner.name} has taken over from ${leaver.name}, who has left. Everything that was written down and agreed is still here.`, createdAt: now })
  giveWork(db, { leadId, from: leaver.id, to: owner.id }, now)
  const workItemId = openWorkItem(db, {
    kind: 'task', title: `Get in touch with ${whose}`, detail: `${leaver.name} had this lead and has left. Read what was agreed, then say hello.`, subjectType: subject.type, subjectId: leadId,
    assigneeId: owner.id, dueAt: now + greetWithinMs, openKey: `greet:lead:${leadId}`,
  }, now)
  insertRow(db, notices, {
    id: newId(now), effectKey: `handed-over:${assignmentId}`, personId: owner.id, title: `${whose} is yours now`, text: `${leaver.name} has left. The lead comes with its history.`, link: `/work?item=${workItemId}`, at: now,
  })
}

function setOwner(db: Database, { leadId, from, to, state }: { leadId: string; from: Leaver; to: { id: string; name: string } | null; state: 'open' | 'routed' | 'queued' }, now: number): void {
  updateRows(db, leads, { ownerId: to?.id ?? null, state, updatedAt: now }, { id: leadId })
  createAddAudit(db)({ actor, action: 'lead.handed-over', subject: { type: 'lead', id: leadId }, before: { ownerId: from.id }, after: { ownerId: to?.id ?? null, state }, reason: `${from.name} has left` }, now)
}

/** What was the leaver's to do about this lead becomes the successor's. */
function giveWork(db: Database, { leadId, from, to }: { leadId: string; from: string; to: string }, now: number): void {
  const open = { subjectType: 'lead', subjectId: leadId, state: 'open' as const }
  const moved = updateRows(db, workItems, { assigneeId: to }, { ...open, assigneeId: from, kind: 'task' }) + updateRows(db, tasks, { ownerId: to }, { ...open, ownerId: from })
  if (moved > 0) createAddAudit(db)({ actor, action: 'tasks.handed-over', subject: { type: 'lead', id: leadId }, before: { ownerId: from }, after: { ownerId: to, tasks: moved } }, now)
}

function queueLead(db: Database, { lead, leaver, runId }: { lead: { id: string; name: string }; leaver: Leaver; runId: string | null }, now: number): void {
  const queueId = watchedQueue(db, leaver.managerId)
  setOwner(db, { leadId: lead.id, from: leaver, to: null, state: queueId ? 'queued' : 'open' }, now)
  const item = { title: `${lead.name}, until now with ${leaver.name}`, detail: `${leaver.name} has left, and nobody in the team has room for this lead.`, subjectType: 'lead', subjectId: lead.id, runId, dueAt: now + claimWithinMs }
  if (queueId) openWorkItem(db, { ...item, kind: 'claim', queueId, openKey: `claim:lead:${lead.id}:${queueId}` }, now)
  else openWorkItem(db, { ...item, kind: 'task', ...(leaver.managerId && { assigneeId: leaver.managerId }), openKey: `leaver:lead:${lead.id}` }, now)
}

/** A queue that somebody watches: one of the leaver's manager before others, then the one with most watchers. */
function watchedQueue(db: Database, managerId: string | null): string | undefined {
  return db
    .select({ id: queues.id })
    .from(queues)
    .innerJoin(queueWatchers, eq(queueWatchers.queueId, queues.id))
    .innerJoin(reps, and(eq(reps.id, queueWatchers.repId), eq(reps.active, true), isNull(reps.deletedAt)))
    .where(isNull(queues.deletedAt))
    .groupBy(queues.id)
    .orderBy(desc(sql`max(${reps.id} = ${managerId ?? ''})`), desc(sql`count(*)`), queues.id)
    .get()?.id
}
