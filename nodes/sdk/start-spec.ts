import type { RuleGroup } from '../revops/condition'
import type { DateOffset } from '../revops/date-offset'
import type { Schedule } from '../revops/schedule'
import type { Duration } from './duration'

/** Which starts for the same person (the lead's contact, over all their leads) are refused: all after the first, those within a time of the last, those while one is under way. */
export type Again = { rule: 'once' } | { rule: 'after'; ms: number } | { rule: 'not-active' }

/** What starts a flow, as its trigger node declares it and as it is kept for each published version. */
export type StartSpec = { again?: Again } & (
  /**
   * An event of this type. All that is given must fit: the record's fields that changed (any of them), the source that it came
   * from, the condition on the record. With `crossing` the record must not have fitted the condition before the change. With `unless` the
   * run starts only when no such event follows within the time. With `settleMs` it starts once no other event of the kind has come for so long, with the last one.
   */
  | { on: 'event'; event: string; fields?: string[]; source?: string; condition?: RuleGroup; crossing?: true; unless?: { event: string; withinMs: number }; settleMs?: number }
  /** None of these events about a lead for a time, counted from the last of them, or from the lead's arrival. `already`: what becomes of leads that are so when it is published. */
  | { on: 'silence'; events: string[]; after: Duration; counts: 'clock' | 'business'; already: 'start' | 'leave'; condition?: RuleGroup }
  /** An instant that follows from a date of the lead. */
  | { on: 'date'; field: string; offset: DateOffset; condition?: RuleGroup }
  /** Each tick: one run about nothing in particular, or one for each lead that fits the condition then. */
  | { on: 'schedule'; schedule: Schedule; about: 'once' | 'leads'; condition?: RuleGroup }
  /** By hand only, which every published flow allows. */
  | { on: 'manual' }
)
