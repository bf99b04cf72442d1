import { and, eq, isNull } from 'drizzle-orm'
import type { FlowDocument } from '#engine/graph/flow'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'

/** Saves a draft over the revision it was made from. Somebody else's save in between is never overwritten. */
export function saveDraft(db: Database, input: { flowId: string; rev: number; document: FlowDocument; actor: Actor }, now: number): number {
  const { flowId, rev, document, actor } = input
  const saved = db
    .update(flows)
    .set({ draft: document, name: document.name, failurePoint: document.failurePoint, rev: rev + 1, updatedAt: now })
    .where(and(eq(flows.id, flowId), eq(flows.rev, rev), isNull(flows.deletedAt)))
    .run()
  if (saved.changes === 1) {
    createAddAudit(db)({ actor, action: 'flow.draft-saved', subject: { type: 'flow', id: flowId }, after: { rev: rev + 1 } }, now)
    return rev + 1
  }
  const known = db.select({ rev: flows.rev }).from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
  if (!known) throw new AppError('not-found', 'This flow does not exist any more.')
  throw new AppError('draft-changed', 'Somebody else has saved this flow since you opened it. Your changes are kept here; reload to see theirs.', { rev: known.rev })
}
