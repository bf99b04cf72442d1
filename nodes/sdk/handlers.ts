import type { Outcome, StepContext } from './context'
import type { EffectHandler } from './effect'
import type { Json } from './json'
import type { Services } from './services'
import type { WaitKey } from './wait-key'

/** Pure: chooses a way out from what it is given. */
export type BranchRun<Params> = (context: StepContext<Params>) => Outcome

/** The instant at which a sleep is over (ms since 1970). Only reads. An instant in the past ends it at once. */
export type SleepRun<Params> = (context: StepContext<Params>, services: Services) => { until: number }

/** The transaction of a record node. Deterministic in what it reads; may be called again only if it did not commit. */
export type RecordActivity<Params> = (context: StepContext<Params>, services: Services) => Outcome

/** A wait that people answer: what it waits for, until when, whether it is answered already, and what closing it does. */
export interface AwaitActivity<Params> {
  /** Called once, in the transaction that opens the wait. `answered` set: the answer came before the wait did. */
  open(context: StepContext<Params>, services: Services): { keys: WaitKey[]; until: number; answered?: Answered }
  /** Called in the transaction that closes an unanswered wait. */
  close(context: StepContext<Params>, services: Services): Outcome
  /** Called when the wait is not needed any more: its branch was dropped, or its run has ended. Takes back what `open` asked for. */
  drop?(context: StepContext<Params>, services: Services): void
}

/** An answer that was there before its wait; the event it came by is not taken a second time. */
export interface Answered extends Outcome {
  eventId?: string
}

/** The items that a "for each" goes through: read once, when it begins. At most 10,000. */
export type ListRun<Params> = (context: StepContext<Params>, services: Services) => Json[]

/** What stands behind a node type in the worker and in the simulator. */
export type NodeHandler =
  | { kind: 'branch'; run: BranchRun<never> }
  | { kind: 'sleep'; run: SleepRun<never> }
  | { kind: 'records'; run: RecordActivity<never> }
  | { kind: 'effect'; effect: EffectHandler<never> }
  | { kind: 'await'; wait: AwaitActivity<never> }
  | { kind: 'list'; list: ListRun<never> }
