/*
 * The whole state of a run: outlets taken are not kept, only where its tokens stand, counters and instants. It is what
 * continue-as-new carries, what the snapshot holds and what a rehydrated run starts from, so it stays small and plain.
 */

/**
 * What a token is doing.
 *
 * - `deciding`: a local activity of its step was asked for. `calling`: an activity was.
 * - `retrying`: a call is to be made again at `until`.
 * - `opening`, `waiting` (until `until`), `closing`: the three parts of a sleep or an await.
 */
export type Phase = 'deciding' | 'calling' | 'retrying' | 'opening' | 'waiting' | 'closing'

export interface Token {
  id: number
  at: string
  visit: number
  phase: Phase
  /** Ms since 1970. */
  until?: number
  /** Set while an effect is tried again after the run went on: it ends with its last try. */
  background?: true
}

/** How a run ends: at an End step, or by a failure. */
export interface Ending {
  reason: string
  at?: { nodeId: string; visit: number }
  failure?: Failure
}

export interface Failure {
  nodeId: string
  code: string
  message: string
}

export interface State {
  /** Counts the events taken in; snapshots with a lower one never replace a higher one. */
  seq: number
  /** The inbox is read up to here. */
  cursor: number
  nextToken: number
  tokens: Token[]
  /** How often each step was entered. */
  visits: Record<string, number>
  /** Set once the end was asked for; nothing is started after it. */
  ending?: Ending
  ended?: true
}

/** The state of a run that has not begun. */
export function initialState(): State {
  return { seq: 0, cursor: 0, nextToken: 1, tokens: [], visits: {} }
}
