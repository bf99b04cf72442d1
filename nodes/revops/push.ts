/** What is known of a notice that is to go to somebody's device. */
export interface PushFacts {
  /** When somebody has read it, on whatever page. */
  readAt: number | null
  /** No push after this. */
  expiresAt: number
  /** The offer that it is about, if it is about one: whether it is still this person's to answer, and until when; null: nothing ends it, as far as is known by now. */
  offer?: { isOpen: boolean; until: number | null }
}

/** How a push goes: how long a push service may keep it for a device that it does not reach, and whether the device should be woken for it. */
export interface PushTerms {
  until: number
  ttlSeconds: number
  urgency: 'high' | 'normal'
}

const minuteMs = 60_000

/** The longest that any push is tried, and kept by a push service. */
export const pushWithinMs = 24 * 60 * minuteMs
/** How long an offer is worth a push whose end is not known. */
const openEndedMs = 15 * minuteMs

const pausesMs = [2_000, 10_000, 30_000, 2 * minuteMs, 5 * minuteMs, 10 * minuteMs]

/** Whether a notice still goes to a device, and how: not one that was read, whose time is over, or whose offer somebody has answered or lost meanwhile. */
export function decidePush({ readAt, expiresAt, offer }: PushFacts, now: number): PushTerms | { drop: string } {
  if (readAt !== null) return { drop: 'It was read.' }
  if (offer && !offer.isOpen) return { drop: 'The offer is over.' }
  const until = offer ? Math.min(expiresAt, offer.until ?? now + openEndedMs) : expiresAt
  if (until <= now) return { drop: 'Its time is over.' }
  return { until, ttlSeconds: Math.max(1, Math.floor((until - now) / 1_000)), urgency: offer ? 'high' : 'normal' }
}

/** When a push that did not go is tried again: after its `attempt`s, not before the push service wants it; undefined where that has been often enough, or would be too late. */
export function nextPushAt({ attempt, until, retryAfterMs = 0 }: { attempt: number; until: number; retryAfterMs?: number }, now: number): number | undefined {
  const pause = pausesMs[attempt - 1]
  if (pause === undefined) return undefined
  const at = now + Math.max(pause, retryAfterMs)
  return at < until ? at : undefined
}
