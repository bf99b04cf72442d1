import { and, eq } from 'drizzle-orm'
import { newId } from '../db/new-id'
import { leadTaken } from '../acks/lead-taken'
import { isLive } from '../assignments/is-live'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { assignments, reps, workItems } from '../db/schema'
import { AppError } from '../errors/app-error'

/**
 * Somebody takes a lead out of a queue, or is given it by hand. One wins: whoever comes second is told who has it. An
 * offer that is still open elsewhere ends. Room is not asked for: a person decided. Part of the caller's transaction.
 */
export function claimItem(db: Database, input: { itemId: string; repId: string; actor: Actor }, now: number): { id: string; name: string } {
  const { itemId, repId, actor } = input
  const item = db.select().from(workItems).where(eq(workItems.id, itemId)).get()
  if (item?.kind !== 'claim' || !item.subjectId) throw new AppError('not-found', 'There is nothing to claim here.')
  const rep = db.select({ id: reps.id, name: reps.name, active: reps.active }).from(reps).where(eq(reps.id, repId)).get()
  if (!rep?.active) throw new AppError('bad-input', 'This person is not active. Choose somebody else.')
  if (item.state !== 'open') {
    throw new AppError('already-taken', item.outcome ? `${item.outcome} already.` : 'Somebody else was first.')
  }
  const subject = { type: item.subjectType ?? 'lead', id: item.subjectId }
  db.update(assignments)
    .set({ state: 'released', endedAt: now })
    .where(and(eq(assignments.subjectType, subject.type), eq(assignments.subjectId, subject.id), isLive))
    .run()
  const assignmentId = newId(now)
  db.insert(assignments)
    .values({
      id: assignmentId, subjectType: subject.type, subjectId: subject.id, repId, runId: item.runId, level: item.title, state: 'accepted', offeredAt: now, answeredAt: now,
    })
    .run()
  createAddAudit(db)({ actor, action: 'queue.claimed', subject, after: { assignmentId, repId, workItemId: itemId } }, now)
  leadTaken(db, { leadId: subject.id, rep, by: actor }, now)
  return { id: rep.id, name: rep.name }
}
