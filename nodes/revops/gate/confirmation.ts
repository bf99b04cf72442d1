import { openAsks } from './consent'
import type { ContactFacts } from './decide-touch'

const dayMs = 86_400_000
const minuteMs = 60_000

/** How long the link in a request to confirm an address holds. */
export const confirmWithinMs = 14 * dayMs
/** An address is asked at most once in this time, whoever types it in wherever. */
export const askAgainAfterMs = 30 * dayMs

const pausesMs = [1, 5, 15, 60, 180, 360].map((minutes) => minutes * minuteMs)
const maxAttempts = 12

/** Why a request to confirm an address does not go, though it was to: what was said or found since. Undefined: it may. */
export function whyNotAsk({ isGone, hasAddress, isAddressDead, doNotContact, unwanted, consents }: Pick<ContactFacts, 'isGone' | 'hasAddress' | 'isAddressDead' | 'doNotContact' | 'unwanted' | 'consents'>): string | undefined {
  if (isGone) return 'This person is not on record any more.'
  if (!hasAddress) return 'There is no address any more.'
  if (isAddressDead) return 'Messages to this address come back.'
  if (doNotContact.some(({ channel }) => channel === null || channel === 'email')) return 'This person is on the do-not-contact list.'
  if (unwanted.includes('email')) return 'This person does not want e-mail.'
  return openAsks(consents, 'email').length === 0 ? 'There is nothing to confirm any more.' : undefined
}

/** When a request that did not go is tried again: after its `attempt`s; undefined when that has been often enough. */
export function nextAttemptAt(attempt: number, now: number, retryAfterMs = 0): number | undefined {
  if (attempt >= maxAttempts) return undefined
  return now + Math.max(retryAfterMs, pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? minuteMs)
}
