import type { InboxItem, StepOutcome } from '../advance/messages'
import type { Ending, State } from '../advance/state'
import type { StepRef } from '../advance/messages'

/** Names the run and which of its generations asks. */
export interface Caller {
  runId: string
  generation: number
}

export type StepInput = Caller & { step: StepRef }

/** The asker belongs to an older generation, or to a run that is over: it must end itself. */
export interface Stale {
  stale: true
}

/** Every answer tells how far the run's inbox reaches, so that a lost nudge is noticed at the next step. */
export type Answer<T> = Stale | (T & { inboxSeq: number })

export interface RunActivities {
  decide(input: StepInput): Promise<Answer<{ outcome: StepOutcome }>>
  call(input: StepInput): Promise<Answer<{ outcome?: StepOutcome; retryAt?: number }>>
  openWait(input: StepInput & { snapshot: State }): Promise<Answer<{ until?: number; outcome?: StepOutcome }>>
  closeWait(input: StepInput): Promise<Answer<{ until?: number; outcome?: StepOutcome }>>
  readInbox(input: Caller & { after: number }): Promise<Answer<{ items: InboxItem[] }>>
  endRun(input: Caller & { ending: Ending; snapshot: State }): Promise<Stale | { ended: true }>
}
