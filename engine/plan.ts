/*
 * The compiled form of a flow: what a run carries into Temporal's history. Control only, about 100 bytes a step:
 * parameters, texts and records are loaded by activities from our own database.
 */

/**
 * The number of the ops' meaning. A run keeps the number it was started with; raise it when an op changes.
 *
 * - 1: call, branch, set, sleep, await, end; one token.
 * - 2: fork, join, forEach; failures tried again; continue-as-new also between two local activities.
 * - 3: a call that a pause put off, and whose answer is heard of only after the run was resumed, is asked for again.
 */
export const engineNumber = 3

/** The most bytes of a plan that travel by value. */
export const maxPlanBytes = 400_000

/** Where each way out leads. A step's id is its node's id. */
export type Ways = Record<string, string>

/** How often a failure that may pass is tried in all, and how long after the first try the second comes; then twice as long each time. */
export interface Retry {
  tries: number
  firstMs: number
}

/** For a node that sets no policy of its own. */
export const standardRetry: Retry = { tries: 5, firstMs: 10_000 }

/** The longest pause between two tries, in ms. */
export const maxRetryMs = 3_600_000

interface Common {
  /** None for an end. */
  ways: Ways
  /** Where a failure leads; without it the branch, or the run, fails. */
  error?: string
  retry?: Retry
  /** The "for each" that it stands within, the innermost. Entering a step outside of one leaves it. */
  loop?: string
}

export type Step = Common &
  (
    | /** A change of our own records (`records`, a local activity) or an effect on the outside (`effects`, an activity). */
    { op: 'call'; type: string; on: 'records' | 'effects' }
    /** Reads records fresh and chooses a way out. */
    | { op: 'branch'; type: string }
    /** Computes values for later steps. */
    | { op: 'set'; type: string }
    /** Until an absolute instant; then by `outlet`. */
    | { op: 'sleep'; type: string; outlet: string }
    /** Until answered (by a person, an event, the end of another run), or until the time is over: then by `timeout`. */
    | { op: 'await'; type: string; timeout: string }
    /** By all its ways at once, a token each. */
    | { op: 'fork' }
    /** Collects the tokens of a fork: on by `done` once `need` have come (the others are dropped), by `incomplete` once no more can. */
    | { op: 'join'; need: 'all' | number }
    /** By `each` for one item after another, then by `done`. `times` instead of a list. */
    | { op: 'forEach'; type: string; times?: number }
    | { op: 'end'; reason: string }
  )

export interface Plan {
  engine: number
  entry: string
  steps: Record<string, Step>
}
