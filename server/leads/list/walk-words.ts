import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import type { Direction } from './lead-order'
import { type ListedLead, readLeads } from './lead-rows'
import { startStint } from './stint'

interface WordsWalk {
  /** Rowids of leads that hold the words. */
  keys: SQL
  tests: readonly SQL[]
  direction: Direction
  limit: number
  /** The rowid that was looked at last. */
  after: number | undefined
}

/** Looks at the leads that the index of words has found, in the order in which they were written, until enough fit the tests or the stint is over. */
export function walkWords(db: Database, { keys, tests, direction, limit, after }: WordsWalk): { leads: ListedLead[]; next?: { rowid: number; id: string }; looked: number } {
  const isUp = direction === 'up'
  const way = sql.raw(isUp ? 'asc' : 'desc')
  const sign = sql.raw(isUp ? '>' : '<')
  const found: { lead: ListedLead; rowid: number }[] = []
  const stint = startStint()
  let at = after ?? (isUp ? 0 : Number.MAX_SAFE_INTEGER)
  for (;;) {
    const step = tests.length === 0 ? limit + 1 - found.length : stint.step()
    const rowids = db.all<{ rowid: number }>(sql`select rowid from (${keys}) where rowid ${sign} ${at} order by rowid ${way} limit ${step}`).map(({ rowid }) => rowid)
    const last = rowids.at(-1)
    if (last === undefined) break
    const rows = readLeads(db, {
      tests: [sql`leads.rowid in (select value from json_each(${JSON.stringify(rowids)}))`, sql`+leads.deleted_at is null`, ...tests], by: sql`leads.rowid ${way}`, limit: limit + 1 - found.length,
    })
    stint.took(rowids.length)
    found.push(...rows)
    if (found.length > limit) {
      found.length = limit
      const shown = found.at(-1)
      return end(shown && { rowid: shown.rowid, id: shown.lead.id })
    }
    at = last
    if (rowids.length < step) break
    if (stint.isOver()) return end({ rowid: at, id: db.get<{ id: string }>(sql`select id from leads where rowid = ${at}`).id })
  }
  return end()

  function end(next?: { rowid: number; id: string }) {
    return { leads: found.map(({ lead }) => lead), ...(next && { next }), looked: tests.length > 0 ? stint.looked() : 0 }
  }
}
