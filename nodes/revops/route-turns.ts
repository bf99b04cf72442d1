import type { Candidate } from './candidate'
import { roomOf } from './route-parts'
import type { Rules } from './route-rules'

/** How many offers each had since this instant, by id; who had none may be missing. */
export type CountOffers = (since: number) => Record<string, number>

const longestCountMs = 7 * 86_400_000

interface Turn {
  /** Whose is the highest is next. */
  key: number
  had: number
  /** What part of all offers is theirs, in [0, 1]. */
  share: number
}

/**
 * Whose turn it is, by smooth weighted round robin (as nginx spreads requests): of N offers so far, somebody of weight w out of W
 * should have had N·w/W; who is furthest behind after the next one is next. It needs no state but the offers themselves.
 *
 * Offers are counted over the last seven days, and no longer than all who are eligible now have been there: who is new or was
 * away does not get everything that they missed.
 */
export function turnKeys(eligible: Candidate[], { now, rules, countOffers }: { now: number; rules: Rules; countOffers: CountOffers | undefined }): Map<string, Turn> {
  const came = eligible.flatMap(({ joinedAt, awayUntil, backAt }) => [joinedAt ?? 0, awayUntil ?? 0, backAt ?? 0])
  const since = came.reduce((latest, instant) => Math.max(latest, instant), now - longestCountMs)
  const offers = countOffers?.(since) ?? {}
  const each = eligible.map((candidate) => ({ id: candidate.id, had: offers[candidate.id] ?? 0, weight: rules.method === 'turns-by-room' ? roomOf(candidate, now, rules) : 1 }))
  const given = each.reduce((sum, { had }) => sum + had, 0)
  const weights = each.reduce((sum, { weight }) => sum + weight, 0)
  return new Map(each.map(({ id, had, weight }) => [id, { key: weight * (given + 1) - had * weights, had, share: weight / weights }]))
}
