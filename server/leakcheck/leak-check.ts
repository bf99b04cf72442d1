import type { Invariant, LeakWords } from './leak-finding'

/** What a check's SQL must select, one row for each leak. */
export interface LeakRow {
  subjectType: string
  subjectId: string
  runId: string | null
  since: number
  /** What tells two leaks of one subject apart (a message's key, a task's), and what the words speak of. */
  item: string | null
}

/**
 * One way in which a promise can be broken: a query that is empty while it holds. Set-based and indexed, as it runs every minute
 * beside the work; its parameters are those of `leakTimes`.
 */
export interface LeakCheck {
  invariant: Invariant
  kind: string
  sql: string
  words(row: LeakRow): LeakWords
}
