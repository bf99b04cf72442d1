/*
 * The whole state of a run: outlets taken are not kept, only where its tokens stand, counters and instants. It is what
 * continue-as-new carries, what the snapshot holds and what a rehydrated run starts from, so it stays small and plain.
 */

/**
 * What a token is doing.
 *
 * - `deciding`: a local activity of its step was asked for. `calling`: an activity was. `listing`: the items of a "for each".
 * - `retrying`: its step is to be tried again at `until`.
 * - `opening`, `waiting` (until `until`), `closing`: the three parts of a sleep or an await.
 * - `recording`: a way out that the reducer itself chose (`outlet`) is being written down.
 */
export type Phase = 'deciding' | 'calling' | 'listing' | 'retrying' | 'opening' | 'waiting' | 'closing' | 'recording'

export interface Token {
  id: number
  at: string
  visit: number
  phase: Phase
  /** Ms since 1970. */
  until?: number
  /** Set while an effect is tried again after the run went on: it ends with its last try. */
  background?: true
  /** The parallel part that it is a branch of. */
  group?: number
  /** The "for each" steps that it goes round in, the innermost last. */
  loops?: Loop[]
  /** While `recording`. */
  outlet?: string
  /** What it asked for was put off: until `until`, or until the run is resumed. */
  held?: true
  /** While `calling`: the run was resumed since it was asked for, so that an answer that a pause gave counts no more. */
  resumed?: true
  /** While `calling`: it was to be tried at once since it was asked for, so that a later try is not waited for. */
  woken?: true
}

/** A round of a "for each". */
export interface Loop {
  at: string
  visit: number
  /** From 0. */
  index: number
  count: number
}

/** The branches of one passing of a fork. */
export interface Group {
  parent?: number
  loops?: Loop[]
  total: number
  /** Branches that may still come to the join. */
  open: number
  arrived: number
  /** Known once the first has come. */
  join?: string
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
  /** A person was told when it happened, while other branches went on. */
  isReported?: true
}

/** Something to be written down that no token waits for. Asked for until it is done. */
export type Chore =
  | { type: 'report'; failure: Failure }
  /** Branches that another one made needless. */
  | { type: 'drop'; steps: { nodeId: string; visit: number }[] }

export interface State {
  /** Counts the events taken in; snapshots with a lower one never replace a higher one. */
  seq: number
  /** The inbox is read up to here. */
  cursor: number
  nextToken: number
  tokens: Token[]
  /** How often each step was entered. */
  visits: Record<string, number>
  groups?: Record<number, Group>
  chores?: Chore[]
  /** The first failure of a branch: the run fails when its other branches have ended. */
  failure?: Failure
  /** Set once the end was asked for; nothing is started after it. */
  ending?: Ending
  ended?: true
}

/** The state of a run that has not begun. */
export function initialState(): State {
  return { seq: 0, cursor: 0, nextToken: 1, tokens: [], visits: {} }
}

/** A copy that later changes do not reach. */
export function copyState(state: State): State {
  return {
    ...state,
    tokens: state.tokens.map((token) => ({ ...token })),
    visits: { ...state.visits },
    ...(state.groups && { groups: Object.fromEntries(Object.entries(state.groups).map(([id, group]) => [id, { ...group }])) }),
    ...(state.chores && { chores: [...state.chores] }),
  }
}
