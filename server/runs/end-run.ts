import { and, eq, inArray } from 'drizzle-orm'
import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { effects, runs, waits } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import type { LoadedVersion } from './version-cache'

/** How long a person has to take up a run that failed. */
const takeUpWithinMs = 4 * 3_600_000

/** Ends a run for good: state and reason, its open waits, effects that were not begun; a failure goes to a person. */
export function createEndRun(db: Database, versionOf: (versionId: string) => LoadedVersion | undefined): RunTx['endRun'] {
  return (run, { reason, failure }, snapshot, now) => {
    if (!(reason in endReasons) && !(reason in engineEndReasons)) throw new Error(`runs.end: “${reason}” is not on the list of reasons`)
    const row = db
      .update(runs)
      .set({
        state: failure ? 'failed' : 'done', endReason: reason, failure: failure ?? null, endedAt: now, updatedAt: now, snapshot, snapshotSeq: snapshot.seq,
      })
      .where(eq(runs.id, run.id))
      .returning({ subjectType: runs.subjectType, subjectId: runs.subjectId })
      .get()
    db.update(waits).set({ state: 'cancelled', closedAt: now }).where(and(eq(waits.runId, run.id), eq(waits.state, 'open'))).run()
    db.update(effects)
      .set({ state: 'cancelled', reason: 'The run has ended.', updatedAt: now })
      .where(and(eq(effects.runId, run.id), inArray(effects.state, ['claimed', 'held'])))
      .run()
    if (!failure) return
    const version = versionOf(run.versionId)
    openWorkItem(
      db,
      {
        kind: 'run-failed', title: `“${version?.nodes.get(failure.nodeId)?.label ?? 'A step'}” of “${version?.flowName ?? 'a flow'}” failed`,
        detail: `${failure.message} Nothing after this step has run. Take care of the lead by hand, and mend the flow.`,
        ...row, runId: run.id, dueAt: now + takeUpWithinMs, openKey: `run-failed:${run.id}`,
      },
      now,
    )
  }
}
