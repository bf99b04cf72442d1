import type { Candidate, Wanted } from './candidate'
import { spokenOf } from './languages'
import type { PassedOver } from './ranking'
import { freeShare, roomOf } from './route-parts'
import type { Rules } from './route-rules'

interface Asked {
  wanted: Wanted
  asked: string[]
  now: number
  rules: Rules
  isAtWork(candidate: Candidate): boolean
}

/** Why somebody cannot get the subject now, the first reason that holds; undefined for who can. */
export function whyNot(candidate: Candidate, { wanted, asked, now, rules, isAtWork }: Asked): PassedOver | undefined {
  if (!candidate.active) return 'left'
  if (candidate.joinedAt !== null && candidate.joinedAt > now) return 'not-started'
  if (wanted.territory && candidate.territories.length > 0 && !candidate.territories.includes(wanted.territory)) return 'other-territory'
  if (rules.languages === 'must' && spokenOf(wanted.languages, candidate.languages) < wanted.languages.length) return 'lacks-language'
  if (rules.skills === 'must' && wanted.skills.some((skill) => !candidate.skills.includes(skill))) return 'lacks-skill'
  if (asked.includes(candidate.id)) return 'asked-before'
  if (isLater(candidate.awayUntil, now) || isLater(candidate.absentUntil, now)) return 'away'
  if (rules.hours === 'must' && !isAtWork(candidate)) return 'off-hours'
  if (candidate.load >= roomOf(candidate, now, rules)) return 'full'
  if (freeShare(candidate, now, rules) < rules.leastRoom) return 'crowded'
  return undefined
}

function isLater(instant: number | null, now: number): boolean {
  return instant !== null && instant > now
}
