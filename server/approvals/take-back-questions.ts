import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { approvals, approvalVotes, workItems } from '../db/schema'
import type { StepAt } from './approval-key'

/**
 * Takes the questions of a step back that were not decided, and says why: nobody is asked any more. Part of the caller's
 * transaction; does nothing where there is nothing open.
 */
export function takeBackQuestions(db: Database, { runId, nodeId, visit }: StepAt, why: string, now: number): void {
  const closed = db
    .update(approvals)
    .set({ state: 'closed', closedAt: now })
    .where(and(eq(approvals.runId, runId), eq(approvals.nodeId, nodeId), eq(approvals.visit, visit), eq(approvals.state, 'open')))
    .returning({ id: approvals.id })
    .get()
  if (closed) dropItems(db, closed.id, why, now)
}

/** Closes the work items of an approval that nobody has answered, and says why. */
export function dropItems(db: Database, approvalId: string, outcome: string, now: number): void {
  const items = db.select({ id: approvalVotes.workItemId }).from(approvalVotes).where(eq(approvalVotes.approvalId, approvalId)).all()
  db.update(workItems)
    .set({ state: 'dropped', doneAt: now, outcome })
    .where(and(inArray(workItems.id, items.map((item) => item.id)), eq(workItems.state, 'open')))
    .run()
}
