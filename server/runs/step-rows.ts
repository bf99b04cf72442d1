import { and, eq, sql } from 'drizzle-orm'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { runSteps } from '../db/schema'

/** Recorded outcomes: one row per visit of a step, written once. */
export function createStepRows(db: Database): Pick<RunTx, 'findStep' | 'beginStep' | 'finishStep'> {
  const key = and(eq(runSteps.runId, sql.placeholder('runId')), eq(runSteps.nodeId, sql.placeholder('nodeId')), eq(runSteps.visit, sql.placeholder('visit')))
  const find = db.select({ state: runSteps.state, outlet: runSteps.outlet, error: runSteps.error }).from(runSteps).where(key).prepare()
  return {
    findStep(runId, ref) {
      const row = find.get({ runId, ...ref })
      if (!row) return undefined
      if (row.state === 'failed' && row.error) return { state: row.state, outcome: { failed: row.error } }
      return row.state === 'done' && row.outlet !== null ? { state: row.state, outcome: { outlet: row.outlet } } : { state: row.state }
    },
    beginStep(runId, ref, state, now) {
      db.insert(runSteps).values({ runId, ...ref, state, startedAt: now }).onConflictDoNothing().run()
    },
    finishStep(runId, ref, outcome, { reason, output }, now) {
      const values = {
        ...('failed' in outcome ? { state: 'failed' as const, error: outcome.failed } : { state: 'done' as const, outlet: outcome.outlet }),
        ...(reason && { reason }), ...(output && { output }), endedAt: now,
      }
      db.insert(runSteps)
        .values({ runId, ...ref, startedAt: now, ...values })
        .onConflictDoUpdate({ target: [runSteps.runId, runSteps.nodeId, runSteps.visit], set: values })
        .run()
    },
  }
}
