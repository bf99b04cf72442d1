import type { RuleGroup } from '../revops/condition'
import type { Schedule } from '../revops/schedule'

/** What starts a flow, as its trigger node declares it and as it is kept for each published version. */
export type StartSpec =
  /**
   * An event of this type. All that is given must fit: the record's fields that changed (any of them), the source that it came
   * from, the condition on the record. With `crossing` the record must not have fitted the condition before the change. With `unless` the
   * run starts only when no such event follows within the time.
   */
  | { on: 'event'; event: string; fields?: string[]; source?: string; condition?: RuleGroup; crossing?: true; unless?: { event: string; withinMs: number } }
  /** Each tick: one run about nothing in particular, or one for each lead that fits the condition then. */
  | { on: 'schedule'; schedule: Schedule; about: 'once' | 'leads'; condition?: RuleGroup }
  /** By hand only, which every published flow allows. */
  | { on: 'manual' }
