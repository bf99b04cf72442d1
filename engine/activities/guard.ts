import type { RunRecord, RunTx } from '../run-store'
import type { Answer, Caller, Held } from './answers'

/** What an activity's work may give back instead of an answer: nothing was done, ask again at `until`. */
export interface PutOff {
  putOff: true
  until: number
}

/**
 * For a branch that was dropped and, from an older snapshot, comes to its step again: it stays there until the join that
 * dropped it is reached again too.
 */
export function putOffDropped(now: number): PutOff {
  return { putOff: true, until: now + 60_000 }
}

/**
 * Lets only the run's newest generation write, and only while the run is open. Steps are begun only while nobody holds the
 * run: a paused one keeps its place, and one that is being cancelled begins nothing more.
 */
export function guarded<T extends object>(tx: RunTx, caller: Caller, work: (run: RunRecord) => T | PutOff): Answer<T> {
  return checked(tx, caller, (run) => {
    if (run.hold) return held(run)
    const done = work(run)
    if ('putOff' in done) return held(run, done.until)
    return { ...done, inboxSeq: run.inboxSeq }
  })
}

/** As `guarded`, for what belongs to no step: a hold does not stop it. */
export function guardedAlways<T extends object>(tx: RunTx, caller: Caller, work: (run: RunRecord) => T): Answer<T> {
  return checked(tx, caller, (run) => ({ ...work(run), inboxSeq: run.inboxSeq }))
}

function checked<T>(tx: RunTx, caller: Caller, work: (run: RunRecord) => T): T | { stale: true } {
  const run = tx.findRun(caller.runId)
  if (!run || run.generation !== caller.generation || run.state === 'done' || run.state === 'failed') return { stale: true }
  return work(run)
}

function held(run: RunRecord, until?: number): Held {
  return { held: true, inboxSeq: run.inboxSeq, ...(until !== undefined && { until }) }
}
