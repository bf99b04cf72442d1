/** Weights of the four parts; they need not add up to one. */
export interface Weights {
  capacity: number
  skill: number
  performance: number
  availability: number
}

export const standardWeights: Weights = { capacity: 0.4, skill: 0.3, performance: 0.2, availability: 0.1 }

/** By the weighted score; to whoever has the fewest leads; in turn; or in turn, more often to those with more room. */
export type Method = 'score' | 'fewest' | 'turns' | 'turns-by-room'

/** How people are chosen. What is not said keeps a flow deciding as it did before there was this rule. */
export interface Rules {
  method: Method
  weights: Weights
  /** Whether skills that the lead wants are part of the score, or must all be there. The same for languages. */
  skills: 'prefer' | 'must'
  languages: 'prefer' | 'must'
  /** Whether working hours play no part, take away who is outside of them from the score's presence, or pass over who is. */
  hours: 'ignore' | 'prefer' | 'must'
  /** Who has a smaller share of their room left gets nothing more; 0 to 1. */
  leastRoom: number
  /** A report of capacity that is older than this is not believed; null: never too old. */
  staleAfterMs: number | null
  /** Over how many days the room of somebody new grows to the whole; 0: at once. */
  warmUpDays: number
}

export const standardRules: Rules = {
  method: 'score', weights: standardWeights, skills: 'prefer', languages: 'prefer', hours: 'ignore', leastRoom: 0, staleAfterMs: 24 * 3_600_000, warmUpDays: 14,
}
