import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { waits } from '../db/schema'
import type { StepAt } from './approval-key'

/** Whether the step that asked still waits for the answer. */
export function isWaitOpen(db: Database, { runId, nodeId, visit }: StepAt): boolean {
  return db.select({ state: waits.state }).from(waits).where(and(eq(waits.runId, runId), eq(waits.nodeId, nodeId), eq(waits.visit, visit))).get()?.state === 'open'
}
