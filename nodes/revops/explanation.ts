import type { JsonObject } from '../sdk/json'
import type { RankedOwner, Ranking } from './ranking'
import { type Method, standardWeights, type Weights } from './route-rules'
import type { KeptSource } from './source-rule'
import type { KeptTerritory } from './territory'

/** A ranking as it is kept with its outcome: why this owner, and why not the others. */
export interface Explanation {
  method: Method
  weights: Weights
  /** Best first; of a long ranking only the first, and `rankedCount` says how many there were. */
  ranked: RankedOwner[]
  rankedCount: number
  passedOver: { id: string; name: string; why: string }[]
  passedOverCount: number
  /** Where it was taken over from somebody: from whom, and whether by their backup, who goes before the best. */
  instead?: string
  isBackup?: boolean
  /** Where the lead's source had a say in which team it was. */
  source?: KeptSource
  /** Where rules gave the lead its territory. */
  territory?: KeptTerritory
}

/** What is kept of a ranking, with so many people of each kind. */
export function keepRanking({ ranked, passedOver }: Ranking, { method, weights }: { method: Method; weights: Weights }, most: { ranked: number; passedOver: number }): JsonObject {
  const kept: Explanation = {
    method, weights, ranked: ranked.slice(0, most.ranked), rankedCount: ranked.length, passedOver: passedOver.slice(0, most.passedOver), passedOverCount: passedOver.length,
  }
  return kept as unknown as JsonObject
}

/** Reads what `keepRanking` gave, also as older versions kept it; undefined where it is no ranking. */
export function readExplanation(kept: unknown): Explanation | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { ranked, passedOver, method = 'score', weights = standardWeights, rankedCount, passedOverCount, instead, isBackup, source, territory } = kept as Partial<Explanation>
  if (!Array.isArray(ranked)) return undefined
  const others = Array.isArray(passedOver) ? passedOver : []
  return { method, weights, ranked, rankedCount: rankedCount ?? ranked.length, passedOver: others, passedOverCount: passedOverCount ?? others.length, ...(instead && { instead, isBackup: isBackup === true }), ...(source && { source }), ...(territory && { territory }) }
}
