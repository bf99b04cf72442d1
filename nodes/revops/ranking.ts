import type { Weights } from './route-rules'

/** Something about a ranked person that the score alone does not show. */
export type Flag = 'stale-capacity' | 'doubted' | 'warming-up' | 'off-hours'

export interface RankedOwner {
  id: string
  name: string
  score: number
  /** The four visible parts of the score, each in [0, 1]. */
  parts: Weights
  load: number
  /** What counts today: less than the roster says while somebody warms up. */
  capacity: number
  flags?: Flag[]
  /** Where it goes in turn: how many this one got since the turns are counted, and the share that is theirs. */
  turns?: { had: number; share: number }
}

export type PassedOver = 'left' | 'not-started' | 'other-territory' | 'lacks-language' | 'lacks-skill' | 'asked-before' | 'away' | 'off-hours' | 'full' | 'crowded'

export interface Ranking {
  /** Best first. */
  ranked: RankedOwner[]
  /** Who was passed over, and why; the first reason that holds. */
  passedOver: { id: string; name: string; why: PassedOver }[]
}
