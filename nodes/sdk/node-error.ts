/**
 * A failure of a node that is neither a business outcome (those are outlets) nor a bug.
 *
 * `message` is shown to ops staff and stored with the step: say what happened and what to do, and put no personal data
 * in it. A retryable error is tried again by the plan; `retryAfterMs` is the provider's own wish (Retry-After).
 */
export class NodeError extends Error {
  override readonly name = 'NodeError'
  readonly code: string
  readonly retryable: boolean
  readonly retryAfterMs: number | undefined

  constructor(code: string, message: string, options: { retryable?: boolean; retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.retryable = options.retryable ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}
