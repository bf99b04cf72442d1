import type { Outcome, StepContext } from './context'
import type { EffectHandler } from './effect'
import type { Services } from './services'

/** Pure: chooses a way out from what it is given. */
export type BranchRun<Params> = (context: StepContext<Params>) => Outcome

/** Pure: the instant at which a sleep is over (ms since 1970). An instant in the past ends it at once. */
export type SleepRun<Params> = (context: StepContext<Params>) => { until: number }

/** The transaction of a record node. Deterministic in what it reads; may be called again only if it did not commit. */
export type RecordActivity<Params> = (context: StepContext<Params>, services: Services) => Outcome

/** A wait that people answer: what it waits for, until when, whether it is answered already, and what closing it does. */
export interface AwaitActivity<Params> {
  /** Called once, in the transaction that opens the wait. `answered` set: the answer came before the wait did. */
  open(context: StepContext<Params>, services: Services): { key: string; until: number; answered?: Outcome }
  /** Called in the transaction that closes an unanswered wait. */
  close(context: StepContext<Params>, services: Services): Outcome
}

/** What stands behind a node type in the worker and in the simulator. */
export type NodeHandler =
  | { kind: 'branch'; run: BranchRun<never> }
  | { kind: 'sleep'; run: SleepRun<never> }
  | { kind: 'records'; run: RecordActivity<never> }
  | { kind: 'effect'; effect: EffectHandler<never> }
  | { kind: 'await'; wait: AwaitActivity<never> }
