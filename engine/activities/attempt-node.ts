import type { Outcome } from '#nodes/sdk/context'
import type { JsonObject } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import type { StepOutcome, StepRef } from '../advance/messages'
import { maxRetryMs, type Step, standardRetry } from '../plan'
import type { RunRecord, RunTx } from '../run-store'

/** The most JSON that a step may hand on. */
const maxOutputBytes = 64_000

export type Attempted<T> = { ok: true; value: T } | { ok: false; failed: { code: string; message: string }; retryable: boolean; retryAfterMs?: number }

/**
 * Calls a node's code so that its failure is an outcome and not the transaction's end. What it wrote before it failed
 * is undone. Errors of the database itself pass through: the driver tries the whole step again.
 */
export function attemptNode<T>(tx: RunTx, work: () => T, report: (error: unknown) => void): Attempted<T> {
  try {
    return { ok: true, value: tx.attempt(work) }
  } catch (error) {
    if (error instanceof NodeError) {
      const { code, message, retryable, retryAfterMs } = error
      return { ok: false, failed: { code, message }, retryable, ...(retryAfterMs !== undefined && { retryAfterMs }) }
    }
    if (isDatabaseError(error)) throw error
    report(error)
    return { ok: false, failed: { code: 'bug', message: 'The step has an error in its own code. The log has the details.' }, retryable: false }
  }
}

/**
 * What becomes of a failure: another try, by the step's policy (the pause doubles, an hour at most, never less than the other
 * side wished), or an outcome once and for all. Written down either way.
 */
export function settleFailure(tx: RunTx, run: RunRecord, at: { ref: StepRef; step: Step }, attempted: Extract<Attempted<unknown>, { ok: false }>, now: number): { outcome: StepOutcome } | { retryAt: number } {
  const { tries, firstMs } = at.step.retry ?? standardRetry
  const attempt = tx.findStep(run.id, at.ref)?.attempt ?? 1
  if (attempted.retryable && attempt < tries) {
    const until = now + Math.max(Math.min(firstMs * 2 ** (attempt - 1), maxRetryMs), attempted.retryAfterMs ?? 0)
    tx.retryStep(run.id, at.ref, { attempt: attempt + 1, reason: attempted.failed.message, until }, now)
    return { retryAt: until }
  }
  const outcome = { failed: attempted.failed }
  tx.finishStep(run.id, at.ref, outcome, {}, now)
  return { outcome }
}

/** An outcome split into what the run follows and what is kept beside it. */
export function splitOutcome(outcome: Outcome): { outcome: StepOutcome; details: { reason?: JsonObject; output?: JsonObject } } {
  const { outlet, reason, output } = outcome
  if (output && JSON.stringify(output).length > maxOutputBytes) {
    return { outcome: { failed: { code: 'output-too-large', message: `The step made more than ${maxOutputBytes / 1000} kB of output.` } }, details: {} }
  }
  return { outcome: { outlet }, details: { ...(reason && { reason }), ...(output && { output }) } }
}

function isDatabaseError(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^SQLITE_(BUSY|FULL|IOERR|NOMEM|READONLY|CANTOPEN|LOCKED)/.test(code)
}
