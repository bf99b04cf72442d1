import type { InboxItem, StepOutcome, StepRef } from '../advance/messages'
import type { Chore, Ending, Loop, State } from '../advance/state'

/** Names the run and which of its generations asks. */
export interface Caller {
  runId: string
  generation: number
}

export type StepInput = Caller & { step: StepRef; loop?: Loop }

/** The asker belongs to an older generation, or to a run that is over: it must end itself. */
export interface Stale {
  stale: true
}

/** Nothing was done: the run is paused, or the step's node is not known here. Ask again at `until`, or when the run is resumed. */
export interface Held {
  held: true
  until?: number
  inboxSeq: number
}

/** Every answer tells how far the run's inbox reaches, so that a lost nudge is noticed at the next step. */
export type Answer<T> = Stale | Held | (T & { inboxSeq: number })

/** A failure that may pass is to be tried again at `retryAt`; everything else has come out. */
export type Tried<T> = T | { outcome: StepOutcome } | { retryAt: number }

export interface RunActivities {
  decide(input: StepInput): Promise<Answer<Tried<{ outcome: StepOutcome }>>>
  call(input: StepInput): Promise<Answer<{ outcome?: StepOutcome; retryAt?: number }>>
  openList(input: StepInput & { times?: number }): Promise<Answer<Tried<{ count: number }>>>
  openWait(input: StepInput & { snapshot: State }): Promise<Answer<Tried<{ until: number }>>>
  closeWait(input: StepInput): Promise<Answer<{ until?: number; outcome?: StepOutcome }>>
  record(input: StepInput & { outlet: string }): Promise<Answer<object>>
  doChore(input: Caller & { chore: Chore }): Promise<Answer<object>>
  readInbox(input: Caller & { after: number }): Promise<Answer<{ items: InboxItem[] }>>
  endRun(input: Caller & { ending: Ending; snapshot: State }): Promise<Stale | Held | { ended: true }>
}
