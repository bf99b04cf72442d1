import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { type CloseOutcome as Outcome, closeOutcomes } from '#nodes/revops/close-outcomes'
import { isLive } from '../assignments/is-live'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { assignments, leads, workItems } from '../db/schema'
import { AppError } from '../errors/app-error'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { overStates } from './over-states'

export const CloseOutcome = z.enum(Object.keys(closeOutcomes) as Outcome[])

/**
 * Somebody is done with a lead: it is closed (`not-for-us`: rejected), whoever had it has room again, what was to be done about it is done with, and flows hear of it by
 * “lead.closed”. Refused for one that is over already. Part of the caller's transaction.
 */
export function closeLead(db: Database, { leadId, outcome, actor }: { leadId: string; outcome: Outcome; actor: Actor }, now: number): void {
  const lead = db.select({ state: leads.state, version: leads.version }).from(leads).where(eq(leads.id, leadId)).get()
  if (!lead) throw new AppError('not-found', 'There is no such lead. It may have been removed; reload the list.')
  if (overStates.some((state) => state === lead.state)) throw new AppError('conflict', 'This lead is closed already. Nothing was changed.')
  db.update(leads).set({ state: outcome === 'not-for-us' ? 'rejected' : 'closed', updatedAt: now, version: lead.version + 1 }).where(eq(leads.id, leadId)).run()
  db.update(assignments).set({ state: 'released', endedAt: now, endedFor: 'closed' }).where(and(eq(assignments.subjectType, 'lead'), eq(assignments.subjectId, leadId), isLive)).run()
  db.update(workItems)
    .set({ state: 'done', doneAt: now, doneBy: actor.id, outcome: 'lead-closed' })
    .where(and(eq(workItems.subjectType, 'lead'), eq(workItems.subjectId, leadId), eq(workItems.state, 'open'), inArray(workItems.kind, ['claim', 'task'])))
    .run()
  createAddAudit(db)({ actor, action: 'lead.closed', subject: { type: 'lead', id: leadId }, before: { state: lead.state }, after: { outcome }, reason: closeOutcomes[outcome] }, now)
  createKeepEvent(db)({ sourceId: internalSource(db, now), externalId: `closed:${newId(now)}`, type: 'lead.closed', data: { outcome }, occurredAt: now, subject: { type: 'lead', id: leadId } }, now)
}
