import { maxRetryMs, type Retry } from '../plan'
import type { Delivery, Nature } from '../providers'
import type { RunTx } from '../run-store'
import type { StepInput } from './answers'
import { isOver, keepDoubt } from './doubt'
import { placeWords } from './send-slots'
import type { Sending } from './start-rows'

/** Waits before the second, third … try; the last one repeats. */
const backoffMs = [2_000, 10_000, 30_000, 120_000, 600_000, 1_800_000]
const maxAttempts = 20
/** When a message comes again that was begun and not handed over. */
const afterSlowMs = 2_000

const overWords = 'The run had ended by the time it could be sent.'

/** A message that was begun and not handed over is as it was before. */
export function undoAttempt(tx: RunTx, input: StepInput, { key, attempt }: Sending, now: number): void {
  const row = tx.findEffect(key)
  if (row?.state !== 'sending' || row.attempt !== attempt) return
  if (isOver(tx.findRun(input.runId))) return tx.changeEffect(key, { state: 'cancelled', reason: overWords }, now)
  tx.changeEffect(key, { state: 'held', attempt: attempt - 1, leaseUntil: null, notBefore: now + afterSlowMs, reason: placeWords }, now)
}

/** Writes down what the provider said. Holds whatever became of the run meanwhile: it is the truth about the outside. */
export function settleAttempt(tx: RunTx, input: StepInput, { key, attempt, delivery, nature }: Sending & { delivery: Delivery; nature: Nature }, now: number): void {
  const row = tx.findEffect(key)
  // Only the attempt that was begun may settle; one declared `unknown` is cleared up by its late answer.
  if (!row || row.attempt !== attempt || (row.state !== 'sending' && row.state !== 'unknown')) return
  if (row.state === 'unknown' && (delivery.state === 'done' || delivery.state === 'failed')) tx.clearEffect(key, now)
  // What the other side drops when it comes twice is simply tried again.
  const said = delivery.state === 'unknown' && nature === 'idempotent' ? { ...delivery, state: 'retry' as const } : delivery
  switch (said.state) {
    case 'done':
      return tx.changeEffect(key, { state: 'done', reason: null, ...(said.providerId && { providerId: said.providerId }), ...(said.response && { response: said.response }) }, now)
    case 'failed':
      return tx.changeEffect(key, { state: 'failed', reason: said.reason }, now)
    case 'unknown': {
      // One that was declared doubtful is being seen to already.
      if (said.providerId) tx.changeEffect(key, { providerId: said.providerId }, now)
      if (row.state === 'sending') keepDoubt(tx, { run: tx.findRun(input.runId), row, reason: said.reason, nature }, now)
      else tx.changeEffect(key, { reason: said.reason }, now)
      return
    }
    case 'retry': {
      const run = tx.findRun(input.runId)
      const retry = run && tx.findNode(run, input.step.nodeId)?.step.retry
      // Nobody tries again what may have arrived: then a person finds out.
      if (delivery.state === 'unknown' && (isOver(run) || attempt >= (retry?.tries ?? maxAttempts))) return keepDoubt(tx, { run, row, reason: said.reason, nature: 'blind' }, now)
      // Nobody comes back to it: what the run's end does with messages that were not sent is done with this one.
      if (isOver(run)) return tx.changeEffect(key, { state: 'cancelled', reason: overWords }, now)
      if (attempt >= (retry?.tries ?? maxAttempts)) return tx.changeEffect(key, { state: 'failed', reason: `Given up after ${attempt} tries: ${said.reason}` }, now)
      return tx.changeEffect(key, { state: 'claimed', leaseUntil: null, notBefore: now + waitMs(attempt, retry, said.retryAfterMs), reason: said.reason }, now)
    }
  }
}

/** By the step's own policy, else by the table; never less than the other side wished. */
function waitMs(attempt: number, retry: Retry | undefined, wishMs: number | undefined): number {
  const own = retry ? Math.min(retry.firstMs * 2 ** (attempt - 1), maxRetryMs) : (backoffMs[Math.min(attempt, backoffMs.length) - 1] ?? 0)
  return Math.max(own, wishMs ?? 0)
}
