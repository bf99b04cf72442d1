import { t } from '../sdk/t'
import type { Explanation } from './explanation'
import type { Flag, PassedOver, RankedOwner } from './ranking'
import type { Weights } from './route-rules'
import type { KeptSource } from './source-rule'

/** A ranking in words. */
export interface ExplainedRanking {
  /** Who it is and why, in one sentence. */
  headline: string
  /** Of each who was ranked, in order: whole sentences. */
  ranked: { id: string; name: string; words: string[] }[]
  /** Of each who was passed over: what goes on from the name, as in “has left”. */
  passedOver: { id: string; name: string; words: string }[]
  /** What holds for all of it: how the parts were weighed, and that not everybody is listed. */
  rules: string[]
}

const passedOverWords: Record<PassedOver, string> = {
  left: t('has left'),
  'not-started': t('has not started yet'),
  'other-territory': t('works another territory'),
  'lacks-language': t('does not speak the language'),
  'lacks-skill': t('lacks a skill that is needed'),
  'asked-before': t('was asked before in this run'),
  away: t('is away'),
  'off-hours': t('is outside of working hours'),
  full: t('has no room left'),
  crowded: t('has too little room left'),
}

const partWords: Record<keyof Weights, string> = { capacity: t('room'), skill: t('skill'), performance: t('results'), availability: t('presence') }

/** Says why this owner, and why not each of the others. */
export function explainRanking(explanation: Explanation): ExplainedRanking {
  const { ranked, passedOver } = explanation
  return {
    headline: headline(explanation),
    ranked: ranked.map((owner, index) => ({ id: owner.id, name: owner.name, words: [...standing(owner, index, explanation), ...(owner.flags ?? []).map((flag) => flagWords(flag, owner))] })),
    passedOver: passedOver.map(({ id, name, why }) => ({ id, name, words: (passedOverWords as Record<string, string>)[why] ?? why })),
    rules: rules(explanation),
  }
}

function headline({ method, ranked, rankedCount, instead, isBackup }: Explanation): string {
  const best = ranked[0]
  if (!best) return t('Nobody could take it.')
  if (instead && isBackup) return t('It went to the backup of {leaver}.', { leaver: instead })
  const values = { name: best.name, count: rankedCount }
  if (rankedCount === 1) return t('{name} was the only one who could take it.', { name: best.name })
  switch (method) {
    case 'fewest':
      return t('{name} has the fewest leads of {count} who could take it.', values)
    case 'turns':
    case 'turns-by-room':
      return t('It was the turn of {name}, of {count} who could take it.', values)
    default:
      return t('{name} scored highest of {count} who could take it.', values)
  }
}

function standing(owner: RankedOwner, index: number, { method, ranked, weights }: Explanation): string[] {
  const best = ranked[0] as RankedOwner
  if (method === 'fewest') return [t('Has {load, plural, one {# lead} other {# leads}} now.', { load: owner.load })]
  if (owner.turns) return [t('Got {had, plural, one {# lead} other {# leads}} of late; {share} % of them are this one’s.', { had: owner.turns.had, share: Math.round(owner.turns.share * 100) })]
  if (index === 0) return [t('Most of the score comes from {part}.', { part: partWords[largest(owner.parts, weights)] })]
  const behind = best.score - owner.score
  if (behind < 0.005) return [t('As good a score; who has fewer leads goes first, then who has waited longest for one.')]
  return [t('{behind} behind, most of it for {part}.', { behind: behind.toFixed(2), part: partWords[largest(difference(best.parts, owner.parts), weights)] })]
}

function flagWords(flag: Flag, { capacity }: RankedOwner): string {
  switch (flag) {
    case 'stale-capacity':
      return t('What is known of the room is too old, so none was counted.')
    case 'doubted':
      return t('May not be there: leads were offered and not answered.')
    case 'warming-up':
      return t('Is new: {count, plural, one {# lead} other {# leads}} at once today.', { count: capacity })
    case 'off-hours':
      return t('Is outside of working hours.')
  }
}

function rules({ method, weights, ranked, rankedCount, passedOver, passedOverCount, instead, source, territory }: Explanation): string[] {
  const total = weights.capacity + weights.skill + weights.performance + weights.availability
  const share = (weight: number) => Math.round((weight / (total || 1)) * 100)
  const unlisted = rankedCount - ranked.length + passedOverCount - passedOver.length
  return [
    ...(source ? [sourceWords(source)] : []),
    ...(territory ? [t('Its territory, {territory}, was set by version {version} of the rules of territories.', { territory: territory.name, version: territory.rules })] : []),
    ...(instead ? [t('{leaver} had it before, and has left.', { leaver: instead })] : []),
    ...(method === 'score' ? [t('Room counts {room} %, skill {skill} %, results {results} %, presence {presence} %.', { room: share(weights.capacity), skill: share(weights.skill), results: share(weights.performance), presence: share(weights.availability) })] : []),
    ...(unlisted > 0 ? [t('{count, plural, one {One more person is} other {# more people are}} not listed.', { count: unlisted })] : []),
  ]
}

function sourceWords({ source, team, why }: KeptSource): string {
  if (why === 'first-gone') return t('The team in the rule of the source “{source}” does not exist any more, so it was the step’s own team.', { source })
  if (team === null) return t('No rule says who gets leads of the source “{source}”, and there is no default pool.', { source })
  switch (why) {
    case 'rule':
      return t('By the rule of the source “{source}” it goes to {team}.', { source, team })
    case 'rule-first':
      return t('The rule of the source “{source}” goes before the team of the step: {team}.', { source, team })
    case 'default':
      return t('By the rule of the source “{source}” it goes to the default pool, {team}.', { source, team })
    case 'team-gone':
      return t('The team in the rule of the source “{source}” does not exist any more, so it goes to the default pool, {team}.', { source, team })
    default:
      return t('The source “{source}” has no rule, so it goes to the default pool, {team}.', { source, team })
  }
}

function difference(one: Weights, other: Weights): Weights {
  return {
    capacity: one.capacity - other.capacity, skill: one.skill - other.skill, performance: one.performance - other.performance, availability: one.availability - other.availability,
  }
}

/** The part that weighs most; the first of equal ones. */
function largest(parts: Weights, weights: Weights): keyof Weights {
  const names = ['capacity', 'skill', 'performance', 'availability'] as const
  return names.reduce((most, name) => (weights[name] * parts[name] > weights[most] * parts[most] ? name : most), names[0])
}
