import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { fewest } from './fewest'
import { filterParts } from './filter-parts'
import type { LeadFilter } from './lead-filter'
import { startStint } from './stint'

/** Nobody reads a hundred thousand leads: that there are more than these is enough to know. */
const mostCounted = 10_000

/**
 * How many leads fit a filter, up to 10,000. `isMore`: there are more than that, or counting was left after a little time, since each lead had to be looked
 * at. Then `count` is how many there are at least.
 */
export function countLeads(db: Database, filter: LeadFilter): { count: number; isMore: boolean } {
  const parts = filterParts(db, filter)
  const [only] = parts
  if (!only) return capped(db, sql`select 1 from leads indexed by leads_state where leads.deleted_at is null`)
  const few = fewest(db, parts)
  if (few) {
    const tests = [sql`leads.rowid in (${few.keys})`, sql`+leads.deleted_at is null`, ...parts.filter((part) => part !== few.part).map(({ test }) => test)]
    return { count: one(db, sql`select count(*) as n from leads where ${sql.join(tests, sql` and `)}`), isMore: false }
  }
  if (parts.length === 1 && only.keys) return capped(db, only.keys)
  return lookAndCount(db, parts.map(({ test }) => test))
}

const one = (db: Database, query: SQL) => db.get<{ n: number }>(query).n

function capped(db: Database, query: SQL): { count: number; isMore: boolean } {
  const n = one(db, sql`select count(*) as n from (${query} limit ${mostCounted + 1})`)
  return { count: Math.min(n, mostCounted), isMore: n > mostCounted }
}

function lookAndCount(db: Database, tests: SQL[]): { count: number; isMore: boolean } {
  const stint = startStint()
  let count = 0
  let at = Number.MAX_SAFE_INTEGER
  for (;;) {
    const step = stint.step()
    const edge = db.get<{ rowid: number } | undefined>(sql`select leads.rowid from leads where leads.rowid < ${at} order by leads.rowid desc limit 1 offset ${step - 1}`)
    count += one(db, sql`select count(*) as n from leads where leads.rowid < ${at} and leads.rowid >= ${edge?.rowid ?? 0} and +leads.deleted_at is null and ${sql.join(tests, sql` and `)}`)
    stint.took()
    if (count >= mostCounted) return { count: mostCounted, isMore: true }
    if (!edge) return { count, isMore: false }
    if (stint.isOver()) return { count, isMore: true }
    at = edge.rowid
  }
}
