import { and, eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { effects, events, leads, workItems } from '../db/schema'
import { AppError } from '../errors/app-error'
import { createFollowEvent } from '../events/follow-event'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'

export interface FinishInput {
  itemId: string
  /** For a doubtful message: what the person found out. */
  answer?: 'sent' | 'not-sent'
  actor: Actor
}

/** A person has done what a work item asks for. Pressed twice it changes nothing. Part of the caller's transaction. */
export function finishItem(db: Database, { itemId, answer, actor }: FinishInput, now: number): void {
  const item = db.select().from(workItems).where(eq(workItems.id, itemId)).get()
  if (!item) throw new AppError('not-found', 'This is not on the list any more.')
  if (item.kind === 'claim') throw new AppError('bad-input', 'A lead in a queue must be claimed or given to somebody.')
  if (item.kind === 'approval') throw new AppError('bad-input', 'This is a question: answer it with yes or no.')
  if (item.state !== 'open') return
  if (item.kind === 'effect-unknown') {
    if (!answer) throw new AppError('bad-input', 'Say whether it was sent: there is no safe guess.')
    db.update(effects)
      .set(answer === 'sent' ? { state: 'done', reason: 'A person found that it arrived.', updatedAt: now } : { state: 'failed', reason: 'A person found that it never arrived.', updatedAt: now })
      .where(and(eq(effects.key, item.effectKey ?? ''), eq(effects.state, 'unknown')))
      .run()
  }
  if (item.kind === 'event-stuck') followAgain(db, item.eventId ?? '', now)
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: actor.id, outcome: answer ?? 'done' })
    .where(and(eq(workItems.id, itemId), eq(workItems.state, 'open')))
    .run()
  if (item.kind === 'task' && item.subjectType === 'lead') tellOfTask(db, item, now)
  createAddAudit(db)({ actor, action: 'work-item.done', subject: { type: 'work-item', id: itemId }, after: { kind: item.kind, answer: answer ?? null } }, now)
}

/** A lead's own person has done something about it: flows that wait for contact with the lead hear of that. */
function tellOfTask(db: Database, { id, title, assigneeId, subjectId }: typeof workItems.$inferSelect, now: number): void {
  const lead = db.select({ id: leads.id, ownerId: leads.ownerId }).from(leads).where(eq(leads.id, subjectId ?? '')).get()
  if (!lead || assigneeId === null || lead.ownerId !== assigneeId) return
  createKeepEvent(db)({ sourceId: internalSource(db, now), externalId: `task-done:${id}`, type: 'task.done', data: { workItemId: id, title, repId: assigneeId }, occurredAt: now, subject: { type: 'lead', id: lead.id } }, now)
}

/** Throws again when the cause is still there: the item then stays open. */
function followAgain(db: Database, eventId: string, now: number): void {
  const event = db.select().from(events).where(and(eq(events.id, eventId), eq(events.state, 'stuck'))).get()
  if (!event) return
  createFollowEvent(db)(event, now)
  db.update(events).set({ state: 'done', problem: null }).where(eq(events.id, eventId)).run()
}
