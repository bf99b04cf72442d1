import type { Purpose } from './channels'

/*
 * The arithmetic of a provider's rate. Messages of one channel go one after another in a lane, a little further apart than the provider asks for, so that no second holds too many even where
 * some are handed over late. What finds the lane full waits, and is let forward a few at a time, the most urgent first, so that the lane is never empty while something waits.
 */

/** So much further apart than the rate asks for. */
const slack = 1.05
/** The lane is filled so far ahead: longer than it takes until somebody looks again. */
const aheadMs = 2_000
/** Whoever comes on their own takes a place in the lane only so close ahead: further back, what is urgent must be able to pass. */
const freeMs = 250
/** Whoever was let forward may be so late, or the lane so long, that it has to wait for another turn. */
const longestLaneMs = 4_000
const leastPauseMs = 100

/** How far apart messages go, in ms, where a provider takes so many within a second. */
export function gapOf(perSecond: number): number {
  return (1_000 / perSecond) * slack
}

/** How far apart one process hands them over at least, in ms: what has fallen behind catches up, and is still below the rate. */
export function leastGap(gapMs: number): number {
  return (gapMs / slack) * 1.01
}

/** How many go within a second at most where they go so far apart; at least one. */
export function mostInSecond(gapMs: number): number {
  // A rate that was divided comes back as a hair less than it was.
  return Math.max(1, Math.floor((1_000 / gapMs) * slack + 1e-6))
}

/** A place in the lane whose next free one is at `nextAt`; undefined where it is too full for that. */
export function takePlace({ nextAt, gapMs, wasLetForward }: { nextAt: number; gapMs: number; wasLetForward: boolean }, now: number): { at: number; nextAt: number } | undefined {
  const at = Math.max(now, nextAt)
  return at - now <= (wasLetForward ? longestLaneMs : freeMs) ? { at, nextAt: at + gapMs } : undefined
}

/** How many more may be let forward, beside those who were and have not come yet; and when to look again while others wait. */
export function roomAhead({ nextAt, gapMs, onTheirWay }: { nextAt: number; gapMs: number; onTheirWay: number }, now: number): { room: number; lookAt: number } {
  const room = Math.max(0, Math.ceil((now + aheadMs - Math.max(now, nextAt)) / gapMs) - onTheirWay)
  const filledUntil = Math.max(now, nextAt) + (onTheirWay + room) * gapMs
  return { room, lookAt: Math.ceil(Math.max(now + leastPauseMs, filledUntil - aheadMs / 2)) }
}

const purposeRank: Record<Purpose, number> = { contract: 1, inquiry: 2, marketing: 3 }

/** Who goes first where more is due than may go: the lower number. What our own people are told of comes before all; then the flow's priority (1 is the most urgent), then what it is about. */
export function rankOf(message: { isOurs: true } | { isOurs: false; priority: number; purpose: Purpose | undefined }): number {
  return message.isOurs ? 0 : message.priority * 10 + (message.purpose === undefined ? 2 : purposeRank[message.purpose])
}

/** What is put off until an hour that many wait for goes within so many ms after it. */
const spreadMs = 45_000

/** The instant until which a message is put off, moved by its share of a little while, so that what waits for the same hour does not begin at the same moment; never past its last use. */
export function spreadOut(until: number, share: number, { now, expiresAt = Number.POSITIVE_INFINITY }: { now: number; expiresAt?: number }): number {
  const isSoon = until - now < 10 * 60_000
  return isSoon ? until : Math.max(until, Math.min(until + Math.floor(share * spreadMs), expiresAt))
}
