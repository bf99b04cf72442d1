import type { Outcome } from '#nodes/sdk/context'
import type { JsonObject } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import type { StepOutcome } from '../advance/messages'
import type { RunTx } from '../run-store'

/** The most JSON that a step may hand on. */
const maxOutputBytes = 64_000

export type Attempted<T> = { ok: true; value: T } | { ok: false; failed: { code: string; message: string } }

/**
 * Calls a node's code so that its failure is an outcome and not the transaction's end. What it wrote before it failed
 * is undone. Errors of the database itself pass through: the driver tries the whole step again.
 */
export function attemptNode<T>(tx: RunTx, work: () => T, report: (error: unknown) => void): Attempted<T> {
  try {
    return { ok: true, value: tx.attempt(work) }
  } catch (error) {
    if (error instanceof NodeError) return { ok: false, failed: { code: error.code, message: error.message } }
    if (isDatabaseError(error)) throw error
    report(error)
    return { ok: false, failed: { code: 'bug', message: 'The step has an error in its own code. The log has the details.' } }
  }
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
