import type { RunRecord, RunTx } from '../run-store'
import type { Answer, Caller } from './answers'

/** Lets only the run's newest generation write, and only while the run is open. */
export function guarded<T extends object>(tx: RunTx, caller: Caller, work: (run: RunRecord) => T): Answer<T> {
  const run = tx.findRun(caller.runId)
  if (!run || run.generation !== caller.generation || run.state === 'done' || run.state === 'failed') return { stale: true }
  return { ...work(run), inboxSeq: run.inboxSeq }
}
