/*
 * The compiled form of a flow: what a run carries into Temporal's history. Control only, about 100 bytes a step:
 * parameters, texts and records are loaded by activities from our own database.
 */

/** The number of the ops' meaning. A run keeps the number it was started with; raise it when an op changes. */
export const engineNumber = 1

/** The most bytes of a plan that travel by value. */
export const maxPlanBytes = 400_000

/** Where each way out leads. A step's id is its node's id. */
export type Ways = Record<string, string>

export type Step =
  /** A change of our own records (`records`, a local activity) or an effect on the outside (`effects`, an activity). */
  | { op: 'call'; type: string; on: 'records' | 'effects'; ways: Ways; error?: string }
  /** Reads records fresh and chooses a way out. */
  | { op: 'branch'; type: string; ways: Ways; error?: string }
  /** Computes values for later steps. */
  | { op: 'set'; type: string; ways: Ways; error?: string }
  /** Until an absolute instant; then by `outlet`. */
  | { op: 'sleep'; type: string; outlet: string; ways: Ways; error?: string }
  /** Until answered, or until the time is over: then by `timeout`. */
  | { op: 'await'; type: string; timeout: string; ways: Ways; error?: string }
  | { op: 'end'; reason: string }

export interface Plan {
  engine: number
  entry: string
  steps: Record<string, Step>
}
