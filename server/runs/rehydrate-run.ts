import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'

/** States in which a run must have an execution at Temporal. */
export const activeStates = ['starting', 'running', 'waiting'] as const

/**
 * Has a run started again from its snapshot: raises its generation first, so that whatever is left of the old execution
 * is refused and ends itself. False when the run is over or another generation runs already.
 */
export function rehydrateRun(db: Database, runId: string, generation: number, now: number): boolean {
  const raised = db
    .update(runs)
    .set({ generation: sql`${runs.generation} + 1` })
    .where(and(eq(runs.id, runId), eq(runs.generation, generation), inArray(runs.state, activeStates)))
    .run()
  if (raised.changes === 0) return false
  db.insert(outbox).values({ kind: 'start', runId, createdAt: now }).run()
  return true
}
