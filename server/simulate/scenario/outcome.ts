import type { Place } from '../totals/place-of-lead'

/** What became of a scenario. */
export interface Outcome {
  /**
   * How the run stands: `not-started` when nothing was begun, `going-round` when it does the same again and again until somebody
   * answers, `cut` when it took longer than it may.
   */
  state: 'ended' | 'open' | 'going-round' | 'not-started' | 'cut'
  /** How long it was followed, in its own time. */
  afterMs: number
  /** How many runs of the flow there were. */
  runs: number
  /** What the door said of what arrived. */
  arrived: 'new' | 'duplicate' | 'stuck'
  endReason: string | null
  /** Why it failed, if it did. */
  failure: string | null
  /** The step where an open run stands, or where a run failed. */
  standsAt: string | null
  /** The steps that it came to, in order, and by which way it left each. */
  way: { nodeId: string; outlet: string | null }[]
  /** Who has the lead in the end. */
  owner: string | null
  messages: { nodeId: string; channel: string; to: string; state: string }[]
  /** What people must still do. */
  work: { kind: string; title: string }[]
  /** Where the lead is; null when there is none. */
  place: Place | null
  /** Errors in the code of steps. */
  bugs: string[]
  /** Answers of the example that nobody was there to give. */
  lateActs: number
}
