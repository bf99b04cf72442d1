import { and, eq, inArray } from 'drizzle-orm'
import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import type { Failure } from '#engine/advance/state'
import type { RunRecord, RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { effects, runs, runSteps, waitKeys, waits } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'
import { answerWaits } from './answer-waits'
import { releaseNext } from './release-next'
import { endKey } from './runs-service'
import type { LoadedVersion } from './version-cache'

/** How long a person has to take up a run that failed. */
const takeUpWithinMs = 4 * 3_600_000

/** How runs end, and how a failed branch is told of while the others go on. */
export function createEndRun(db: Database, versionOf: (versionId: string) => LoadedVersion | undefined): Pick<RunTx, 'endRun' | 'reportFailure'> {
  function openFailure(run: RunRecord, failure: Failure, goesOn: boolean, now: number): void {
    const version = versionOf(run.versionId)
    const subject = db.select({ subjectType: runs.subjectType, subjectId: runs.subjectId }).from(runs).where(eq(runs.id, run.id)).get()
    openWorkItem(
      db,
      {
        kind: 'run-failed', title: `“${version?.nodes.get(failure.nodeId)?.label ?? 'A step'}” of “${version?.flowName ?? 'a flow'}” failed`,
        detail: `${failure.message} ${goesOn ? 'Nothing after this step has run; the other branches go on.' : 'Nothing after this step has run.'} Take care of the lead by hand, and mend the flow.`,
        ...subject, runId: run.id, dueAt: now + takeUpWithinMs, openKey: `run-failed:${run.id}:${failure.nodeId}`,
      },
      now,
    )
  }

  return {
    reportFailure(run, failure, now) {
      db.update(runs).set({ failure, updatedAt: now }).where(eq(runs.id, run.id)).run()
      openFailure(run, failure, true, now)
    },

    endRun(run, { reason, failure }, snapshot, now) {
      if (!(reason in endReasons) && !(reason in engineEndReasons)) throw new Error(`runs.end: “${reason}” is not on the list of reasons`)
      const ended = db
        .update(runs)
        .set({
          state: failure ? 'failed' : 'done', endReason: reason, failure: failure ?? null, endedAt: now, updatedAt: now, snapshot, snapshotSeq: snapshot.seq,
        })
        .where(eq(runs.id, run.id))
        .returning({ id: runs.id, flowId: runs.flowId, subjectType: runs.subjectType, subjectId: runs.subjectId })
        .get()
      if (!ended) throw new Error(`runs.end: run ${run.id} is gone`)
      db.update(waits).set({ state: 'cancelled', closedAt: now }).where(and(eq(waits.runId, run.id), eq(waits.state, 'open'))).run()
      db.delete(waitKeys).where(eq(waitKeys.runId, run.id)).run()
      // What it was about when it ended: waits that nobody needs any more, lists that it left in the middle.
      db.update(runSteps)
        .set({ state: 'dropped', endedAt: now })
        .where(and(eq(runSteps.runId, run.id), inArray(runSteps.state, ['running', 'waiting', 'held'])))
        .run()
      db.update(effects)
        .set({ state: 'cancelled', reason: 'The run has ended.', updatedAt: now })
        .where(and(eq(effects.runId, run.id), inArray(effects.state, ['claimed', 'held'])))
        .run()
      if (failure && !failure.isReported) openFailure(run, failure, false, now)
      answerWaits(db, endKey(run.id), { outlet: failure ? 'failed' : 'done', output: { runId: run.id, reason } }, now)
      releaseNext(db, ended, now)
    },
  }
}
