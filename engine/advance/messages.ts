import type { Chore, Ending, Loop, State } from './state'

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
  /** Without an outcome: to be tried again at `retryAt`. */
  | { type: 'decided'; token: number; outcome?: StepOutcome; retryAt?: number }
  /** `retryAt` with an outcome: go on, and try what is left again then. Without: try again then, and stay here. */
  | { type: 'called'; token: number; outcome?: StepOutcome; retryAt?: number }
  /** The list of a "for each" was read; or it failed. */
  | { type: 'listed'; token: number; count?: number; outcome?: StepOutcome; retryAt?: number }
  /** The wait stands open until `until`, or was answered before it opened. */
  | { type: 'opened'; token: number; until?: number; outcome?: StepOutcome; retryAt?: number }
  | { type: 'timer-fired'; token: number }
  /** The wait's row was closed by the time, or says how it was answered, or is not due yet (`until`). */
  | { type: 'closed'; token: number; until?: number; outcome?: StepOutcome }
  | { type: 'recorded'; token: number }
  /** What the token asked for was put off: the run is paused, or nobody here knows the step's node. Ask again then, or when resumed. */
  | { type: 'held'; token: number; until?: number }
  | { type: 'chore-done' }
  /** Something may be in the inbox. */
  | { type: 'nudged' }
  | { type: 'inbox'; items: InboxItem[]; cursor: number }
  | { type: 'ended' }
  /** The end was put off, as the run is paused. */
  | { type: 'end-held' }

/** An entry of the inbox, in order of `seq`. */
export type InboxItem =
  | (StepRef & { seq: number; kind: 'answered'; outlet: string })
  | { seq: number; kind: 'resumed' }
  /** What the step was put off for may be over: it is tried at once. */
  | (StepRef & { seq: number; kind: 'woken' })
  | { seq: number; kind: 'cancelled'; reason: string }

interface Asked {
  token: number
  step: StepRef
  /** The round that it is part of. */
  loop?: Loop
}

/** What the run asks its driver to do. Local ones run one after another in the order given. */
export type Command =
  | (Asked & { type: 'decide'; nodeType: string })
  | (Asked & { type: 'call'; nodeType: string })
  | (Asked & { type: 'open-list'; times?: number })
  /** `snapshot` is kept in the transaction that opens the wait. */
  | (Asked & { type: 'open-wait'; snapshot: State })
  | (Asked & { type: 'close-wait' })
  | (Asked & { type: 'record'; outlet: string })
  | { type: 'set-timer'; token: number; until: number }
  | { type: 'cancel-timer'; token: number }
  | { type: 'read-inbox'; cursor: number }
  | { type: 'do-chore'; chore: Chore }
  | { type: 'end'; ending: Ending; snapshot: State }
