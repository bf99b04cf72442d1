import type Sqlite from 'better-sqlite3'
import { atMostOne } from './at-most-one'
import { conservation } from './conservation'
import { deadline } from './deadline'
import type { LeakCheck, LeakRow } from './leak-check'
import type { LeakFinding } from './leak-finding'
import { leakTimes } from './leak-times'
import { silentEnd } from './silent-end'
import { singleOwner } from './single-owner'

/** Every check that is SQL over our own database. */
export const leakChecks: LeakCheck[] = [...conservation, ...deadline, ...singleOwner, ...atMostOne, ...silentEnd]

/** Adds what the subject is worth: the lead's amount, whether it is the subject itself or its run's. */
const withMoney = (sql: string) => `
  select found.*, leads.amount as money
  from (${sql}) as found
  left join runs as found_run on found_run.id = found.runId
  left join leads on leads.id = case when found.subjectType = 'lead' then found.subjectId when found_run.subject_type = 'lead' then found_run.subject_id end`

/**
 * Runs every check over one snapshot: the caller has begun a transaction on `client`, or nobody else writes. `rest` is awaited
 * between two checks, so that a process with other work gets to it.
 */
export async function findLeaks(client: Sqlite.Database, now: number, rest?: () => Promise<void>): Promise<LeakFinding[]> {
  const times = leakTimes(now)
  const findings: LeakFinding[] = []
  for (const check of leakChecks) {
    const rows = client.prepare(withMoney(check.sql)).all(times) as (LeakRow & { money: number | null })[]
    for (const row of rows) findings.push(toFinding(check, row))
    await rest?.()
  }
  return findings
}

/** One finding, whichever way it was found. */
export function toFinding(check: Omit<LeakCheck, 'sql'>, row: LeakRow & { money: number | null }): LeakFinding {
  const { invariant, kind } = check
  const { subjectType, subjectId, runId, since, item, money } = row
  return {
    key: [kind, subjectType, subjectId, runId ?? '', item ?? ''].join(':'),
    invariant, kind, subject: { type: subjectType, id: subjectId }, runId, since, money, words: check.words(row),
  }
}
