import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes, workItems } from '../db/schema'

/**
 * Takes questions back that were not decided: those of one step, or all of a run that has ended. Nobody is asked any more.
 * Part of the caller's transaction; does nothing where there is nothing open.
 */
export function takeBackQuestions(db: Database, which: { runId: string; approvalId?: string }, now: number): void {
  const { runId, approvalId } = which
  const closed = db
    .update(approvals)
    .set({ state: 'closed', closedAt: now })
    .where(and(eq(approvals.runId, runId), eq(approvals.state, 'open'), approvalId === undefined ? undefined : eq(approvals.id, approvalId)))
    .returning({ id: approvals.id })
    .all()
  for (const { id } of closed) dropItems(db, id, 'Not decided in time', now)
}

/** Closes the work items of an approval that nobody has answered, and says why. */
export function dropItems(db: Database, approvalId: string, outcome: string, now: number): void {
  const items = db.select({ id: approvalVotes.workItemId }).from(approvalVotes).where(eq(approvalVotes.approvalId, approvalId)).all()
  db.update(workItems)
    .set({ state: 'dropped', doneAt: now, outcome })
    .where(and(inArray(workItems.id, items.map((item) => item.id)), eq(workItems.state, 'open')))
    .run()
}
