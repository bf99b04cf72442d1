/** Why a request was refused: one status per code. */
const statuses = {
  'bad-input': 400,
  'not-signed-in': 401,
  'bad-signature': 401,
  'not-allowed': 403,
  'not-found': 404,
  conflict: 409,
  'draft-changed': 409,
  'version-changed': 409,
  'nothing-changed': 409,
  'already-taken': 409,
  'too-large': 413,
  'flow-has-errors': 422,
  'too-many-requests': 429,
  busy: 503,
} as const

export type AppErrorCode = keyof typeof statuses

/** A refused request. `message` is shown to the person: what happened, what it means, what to do. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: AppErrorCode
  readonly details: unknown

  constructor(code: AppErrorCode, message: string, details?: unknown) {
    super(message)
    this.code = code
    this.details = details
  }

  get status(): (typeof statuses)[AppErrorCode] {
    return statuses[this.code]
  }
}
