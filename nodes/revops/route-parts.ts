import type { Candidate, Wanted } from './candidate'
import { spokenOf } from './languages'
import type { Flag } from './ranking'
import type { Rules, Weights } from './route-rules'

interface Moment {
  now: number
  rules: Rules
  isAtWork(candidate: Candidate): boolean
}

const dayMs = 86_400_000

/**
 * The four parts of a candidate's score, each in [0, 1]: capacity = free share of today's room, nothing where what is known of
 * it is too old; skill = share of the wanted skills and languages; performance as given; availability = 1 online, 0.5 away
 * from the desk, 0 offline, doubted, or outside of working hours where the rules look at them.
 */
export function scoreParts(candidate: Candidate, { wanted, ...moment }: Moment & { wanted: Wanted }): Weights {
  const { now, rules } = moment
  const languages = rules.languages === 'prefer' ? wanted.languages : []
  const asked = wanted.skills.length + languages.length
  const matched = wanted.skills.filter((skill) => candidate.skills.includes(skill)).length + spokenOf(languages, candidate.languages)
  const isThere = candidate.doubtedAt === null && (rules.hours === 'ignore' || moment.isAtWork(candidate))
  return {
    capacity: isStale(candidate, now, rules) ? 0 : freeShare(candidate, now, rules),
    skill: asked === 0 ? 1 : matched / asked,
    performance: clamp(candidate.performance),
    availability: isThere ? { online: 1, away: 0.5, offline: 0 }[candidate.presence] : 0,
  }
}

/** sum(weight * part) / sum(weights), rounded to nine digits so that equal parts give equal scores whatever the order of addition. */
export function weigh(parts: Weights, weights: Weights): number {
  const sum = weights.capacity + weights.skill + weights.performance + weights.availability
  if (!(sum > 0)) return 0
  const score =
    (weights.capacity * parts.capacity + weights.skill * parts.skill + weights.performance * parts.performance + weights.availability * parts.availability) / sum
  return Math.round(score * 1e9) / 1e9
}

/** The room that counts today: all of it, or while somebody warms up a share that grows by the day, at least one where there is any. */
export function roomOf({ capacity, joinedAt }: Pick<Candidate, 'capacity' | 'joinedAt'>, now: number, { warmUpDays }: Rules): number {
  if (!isWarmingUp(joinedAt, now, warmUpDays)) return capacity
  const day = Math.floor((now - (joinedAt ?? 0)) / dayMs) + 1
  return Math.ceil((capacity * day) / warmUpDays)
}

/** How much of today's room is free, in [0, 1]. */
export function freeShare(candidate: Candidate, now: number, rules: Rules): number {
  const room = roomOf(candidate, now, rules)
  return clamp((room - candidate.load) / room)
}

export function flagsOf(candidate: Candidate, { now, rules, isAtWork }: Moment): Flag[] {
  return [
    ...(isStale(candidate, now, rules) ? (['stale-capacity'] as const) : []),
    ...(candidate.doubtedAt === null ? [] : (['doubted'] as const)),
    ...(isWarmingUp(candidate.joinedAt, now, rules.warmUpDays) ? (['warming-up'] as const) : []),
    ...(rules.hours === 'ignore' || isAtWork(candidate) ? [] : (['off-hours'] as const)),
  ]
}

/** Whether what is known of the room is too old to be believed. Where nobody ever reported it, the roster's own number holds. */
function isStale({ capacityAt }: Candidate, now: number, { staleAfterMs }: Rules): boolean {
  return capacityAt !== null && staleAfterMs !== null && now - capacityAt > staleAfterMs
}

function isWarmingUp(joinedAt: number | null, now: number, days: number): boolean {
  return joinedAt !== null && joinedAt <= now && now - joinedAt < days * dayMs
}

function clamp(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 0
}
