import type { IsAllowed } from '../connectors/http/guarded-lookup'
import { parseRetryAfter } from '../connectors/http/retry-after'
import { sendOnce } from '../connectors/http/send-once'

/** What became of a push. `gone`: the browser does not want any more, or is not there. */
export type Pushed = { state: 'delivered' } | { state: 'gone' } | { state: 'retry'; reason: string; retryAfterMs?: number } | { state: 'failed'; reason: string }

export interface OutgoingPush {
  url: URL
  body: Buffer
  /** The header `Authorization`. */
  authorization: string
  ttlSeconds: number
  urgency: 'high' | 'normal'
  /** What comes later under it takes the place of what the push service has not handed over yet. */
  topic: string
}

const withinMs = 10_000
const maxAnswerBytes = 4_096
/** Statuses beside the 5xx that say "not this time". */
const notNow = new Set([408, 425, 429])

/** Hands one encrypted push to a push service (RFC 8030), once. Never rejects; neither the address nor the service's own words are in a reason. */
export async function postPush({ url, body, authorization, ttlSeconds, urgency, topic }: OutgoingPush, isAllowed: IsAllowed, now: number): Promise<Pushed> {
  const headers = { authorization, ttl: String(ttlSeconds), urgency, topic, 'content-type': 'application/octet-stream', 'content-encoding': 'aes128gcm', 'content-length': String(body.length), 'user-agent': 'Watertight' }
  const sent = await sendOnce({ method: 'POST', url, headers, body, timeoutMs: withinMs, maxBytes: maxAnswerBytes }, isAllowed)
  if (sent.phase !== 'answered') {
    if (sent.code === 'EPRIVATE') return { state: 'failed', reason: 'Its push service has an address within a private network, where nothing is sent.' }
    // Where it was taken after all, the browser shows the second in the place of the first.
    return { state: 'retry', reason: sent.code === 'ETIMEDOUT' ? 'Its push service did not answer in time.' : `Its push service could not be reached (${sent.code}).` }
  }
  const { status, headers: answer } = sent
  if (status >= 200 && status < 300) return { state: 'delivered' }
  if (status === 404 || status === 410) return { state: 'gone' }
  if (status < 500 && !notNow.has(status)) return { state: 'failed', reason: `Its push service refused the notice (${status}). Switch it off and on again on that device.` }
  const retryAfterMs = parseRetryAfter(answer['retry-after'], now)
  const reason = status === 429 ? 'Its push service had too much at once (429).' : `Its push service answered ${status}.`
  return { state: 'retry', reason, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}
