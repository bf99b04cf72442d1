import type { Ending, State } from './state'

/** Points at one visit of one step: the key under which its outcome is recorded. */
export interface StepRef {
  nodeId: string
  visit: number
}

/** How a step came out: a named way out, or a failure that no further try would mend. */
export type StepOutcome = { outlet: string } | { failed: { code: string; message: string } }

/** What the run is told. Drivers feed these in one at a time; each is answered with the commands that follow. */
export type Event =
  /** The run begins, or begins again from a snapshot: all that was asked for and not answered is asked for again. */
  | { type: 'started' }
  | { type: 'decided'; token: number; outcome: StepOutcome }
  /** `retryAt` with an outcome: go on, and try what is left again then. Without: try again then, and stay here. */
  | { type: 'called'; token: number; outcome?: StepOutcome; retryAt?: number }
  /** The wait stands open until `until`, or was answered before it opened. */
  | { type: 'opened'; token: number; until?: number; outcome?: StepOutcome }
  | { type: 'timer-fired'; token: number }
  /** The wait's row was closed by the time, or says how it was answered, or is not due yet (`until`). */
  | { type: 'closed'; token: number; until?: number; outcome?: StepOutcome }
  /** Something may be in the inbox. */
  | { type: 'nudged' }
  | { type: 'inbox'; items: InboxItem[]; cursor: number }
  | { type: 'ended' }

/** An entry of the inbox, in order of `seq`. */
export interface InboxItem extends StepRef {
  seq: number
  kind: 'answered'
  outlet: string
}

/** What the run asks its driver to do. Local ones run one after another in the order given. */
export type Command =
  | { type: 'decide'; token: number; step: StepRef; nodeType: string }
  | { type: 'call'; token: number; step: StepRef; nodeType: string }
  /** `snapshot` is kept in the transaction that opens the wait. */
  | { type: 'open-wait'; token: number; step: StepRef; snapshot: State }
  | { type: 'close-wait'; token: number; step: StepRef }
  | { type: 'set-timer'; token: number; until: number }
  | { type: 'cancel-timer'; token: number }
  | { type: 'read-inbox'; cursor: number }
  | { type: 'end'; ending: Ending; snapshot: State }
