import { atWorkAt } from './at-work'
import type { BusinessHours } from './business-time'
import type { Candidate, Wanted } from './candidate'
import type { RankedOwner, Ranking } from './ranking'
import { whyNot } from './route-eligible'
import { flagsOf, roomOf, scoreParts, weigh } from './route-parts'
import { type Rules, standardRules } from './route-rules'
import { type CountOffers, turnKeys } from './route-turns'

interface Input {
  candidates: Candidate[]
  wanted: Wanted
  /** Ids of those whom this run has asked before. */
  asked: string[]
  now: number
  rules?: Partial<Rules>
  /** The workspace's working time; looked at in each candidate's own zone, and only where the rules ask for it. */
  hours?: BusinessHours
  /** How many each was offered since an instant, by id; only where it goes in turn. */
  countOffers?: CountOffers
}

/**
 * Ranks who should get the subject, the best first, by the method of the rules: the weighted score, the fewest leads, or turns.
 *
 * Only the eligible are ranked (see `whyNot`). Ties, and all of it where fewest leads decide, go to the fewest live
 * assignments, then to the longest idle, then to the lower id, so the same input always gives the same order. Each ranked
 * person has the score and its four parts whatever the method, so that another way of deciding can be tried on what was recorded.
 */
export function rankOwners({ candidates, wanted, asked, now, rules: given, hours, countOffers }: Input): Ranking {
  const rules = { ...standardRules, ...given }
  const isAtWork = rules.hours === 'ignore' || !hours ? () => true : atWorkAt(now, hours)
  const eligible: Candidate[] = []
  const passedOver: Ranking['passedOver'] = []
  for (const candidate of candidates) {
    const why = whyNot(candidate, { wanted, asked, now, rules, isAtWork })
    if (why) passedOver.push({ id: candidate.id, name: candidate.name, why })
    else eligible.push(candidate)
  }

  const turns = rules.method === 'turns' || rules.method === 'turns-by-room' ? turnKeys(eligible, { now, rules, countOffers }) : undefined
  const ordered = eligible.map((candidate) => {
    const parts = scoreParts(candidate, { wanted, now, rules, isAtWork })
    const flags = flagsOf(candidate, { now, rules, isAtWork })
    const turn = turns?.get(candidate.id)
    const owner: RankedOwner = {
      id: candidate.id, name: candidate.name, score: weigh(parts, rules.weights), parts, load: candidate.load, capacity: roomOf(candidate, now, rules),
      ...(flags.length > 0 && { flags }), ...(turn && { turns: { had: turn.had, share: turn.share } }),
    }
    return { owner, first: turn?.key ?? (rules.method === 'score' ? owner.score : 0), idleSince: candidate.lastAssignedAt ?? 0 }
  })
  ordered.sort((a, b) => b.first - a.first || a.owner.load - b.owner.load || a.idleSince - b.idleSince || (a.owner.id < b.owner.id ? -1 : 1))
  return { ranked: ordered.map(({ owner }) => owner), passedOver }
}
