import type { Delivery } from '#engine/providers'
import type { Posted } from './post-json'
import { parseRetryAfter } from './retry-after'

/** Statuses beside the 5xx that say "not this time": nothing was done, and the same request may do later. */
const notNow = new Set([408, 425, 429])

/** What became of a request. `who` begins the sentences; neither the address nor the answer's own words are in a reason. */
export function deliveryOfPost(posted: Posted, { who, now }: { who: string; now: number }): Delivery {
  switch (posted.phase) {
    case 'not-sent':
      if (posted.code === 'EBADURL') return { state: 'failed', reason: `${who} has an address that is not a web address.` }
      return { state: 'retry', reason: `${who} could not be reached (${posted.code}). Nothing was sent.` }
    case 'no-answer': {
      const how = posted.code === 'ETIMEDOUT' ? 'did not answer in time' : `ended the connection without an answer (${posted.code})`
      return { state: 'unknown', reason: `${who} took the message and ${how}. It may or may not have been handled.` }
    }
    case 'answered':
      return deliveryOfStatus(posted, who, now)
  }
}

function deliveryOfStatus({ status, retryAfter }: Posted & { phase: 'answered' }, who: string, now: number): Delivery {
  if (status >= 200 && status < 300) return { state: 'done' }
  if (status >= 300 && status < 400) return { state: 'failed', reason: `${who} answered with a redirect (${status}). Redirects are not followed; enter the new address.` }
  if (status === 410) return { state: 'failed', reason: `${who} is gone (410): nothing will be accepted there any more.` }
  if (status >= 500 || notNow.has(status)) {
    const retryAfterMs = parseRetryAfter(retryAfter, now)
    return { state: 'retry', reason: `${who} answered ${status}.`, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  return { state: 'failed', reason: `${who} refused the message (${status}).` }
}
