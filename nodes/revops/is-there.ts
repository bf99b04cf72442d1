import type { Candidate } from './candidate'

/** Whether somebody works here and is not away at this instant. */
export function isThere({ active, joinedAt, awayUntil, absentUntil }: Pick<Candidate, 'active' | 'joinedAt' | 'awayUntil' | 'absentUntil'>, now: number): boolean {
  return active && (joinedAt ?? 0) <= now && (awayUntil ?? 0) <= now && (absentUntil ?? 0) <= now
}
