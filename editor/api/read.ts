import { t } from '../words/t'
import { ApiError } from './api-error'

/** What our typed client hands out: a response whose `json` knows what it holds. */
interface Answer<Result> {
  ok: boolean
  status: number
  json(): Promise<Result>
}

/**
 * Waits for an answer and reads its JSON. Throws an ApiError for every answer that is not a success, and one with status
 * 0 when there is none.
 */
export async function read<Result>(request: Promise<Answer<Result>>): Promise<Result> {
  let answer: Answer<Result>
  try {
    answer = await request
  } catch {
    throw new ApiError(0, 'unreachable', t('The server does not answer.'))
  }
  if (answer.ok) return answer.json()
  throw toError(answer.status, await answer.json().catch(() => null))
}

/** Our own errors stand under `error`; those of the sign-in library stand at the top. */
export function toError(status: number, body: unknown): ApiError {
  const outer = (body ?? {}) as { error?: unknown; code?: unknown; message?: unknown }
  const inner = (typeof outer.error === 'object' && outer.error !== null ? outer.error : outer) as { code?: unknown; message?: unknown; details?: unknown }
  const code = typeof inner.code === 'string' ? inner.code : `http-${status}`
  const message = typeof inner.message === 'string' ? inner.message : status >= 500 ? t('The server could not do this.') : t('This did not work.')
  return new ApiError(status, code, message, inner.details)
}
