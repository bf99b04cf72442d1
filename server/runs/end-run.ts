import { eq, sql } from 'drizzle-orm'
import { endReasons, engineEndReasons } from '#nodes/revops/end-reasons'
import type { Failure } from '#engine/advance/state'
import type { RunRecord, RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { effects, runs, runSteps, waitKeys, waits } from '../db/schema'
import { deleteRows, updateRows } from '../db/write-rows'
import { openWorkItem } from '../work-items/open-work-item'
import { answerWaits } from './answer-waits'
import { endKey } from './end-key'
import { releaseNext } from './release-next'
import { passTurn } from './take-turn'
import type { LoadedVersion } from './version-cache'

/** How long a person has to take up a run that failed. */
const takeUpWithinMs = 4 * 3_600_000

/** How runs end, and how a failed branch is told of while the others go on. */
export function createEndRun(db: Database, versionOf: (versionId: string) => LoadedVersion | undefined): Pick<RunTx, 'endRun' | 'reportFailure'> {
  const find = db.select({ id: runs.id, flowId: runs.flowId, subjectType: runs.subjectType, subjectId: runs.subjectId }).from(runs).where(eq(runs.id, sql.placeholder('id'))).prepare()

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
      const over = { state: failure ? ('failed' as const) : ('done' as const), endReason: reason, failure: failure ?? null, endedAt: now, updatedAt: now, snapshot, snapshotSeq: snapshot.seq }
      updateRows(db, runs, over, { id: run.id })
      const ended = find.get({ id: run.id })
      if (!ended) throw new Error(`runs.end: run ${run.id} is gone`)
      updateRows(db, waits, { state: 'cancelled', closedAt: now }, { runId: run.id, state: 'open' })
      deleteRows(db, waitKeys, { runId: run.id })
      // What it was about when it ended: waits that nobody needs any more, lists that it left in the middle.
      updateRows(db, runSteps, { state: 'dropped', endedAt: now }, { runId: run.id, state: ['running', 'waiting', 'held'] })
      updateRows(db, effects, { state: 'cancelled', reason: 'The run has ended.', updatedAt: now }, { runId: run.id, state: ['claimed', 'held'] })
      if (failure && !failure.isReported) openFailure(run, failure, false, now)
      answerWaits(db, endKey(run.id), { outlet: failure ? 'failed' : 'done', output: { runId: run.id, reason } }, now)
      releaseNext(db, ended, now)
      passTurn(db, ended, now)
    },
  }
}
