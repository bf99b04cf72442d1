import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import type { Part } from './filter-parts'

/** So many leads are fetched and sorted for a page. */
const few = 4_000

/** A part that fits few leads, and their rowids. */
export interface Fewest {
  part: Part
  keys: SQL
}

/** The part of a filter that fits the fewest leads, if these are few enough to be fetched; by its index alone, no lead is read. */
export function fewest(db: Database, parts: readonly Part[]): Fewest | undefined {
  let best: Fewest | undefined
  let least = few
  for (const part of parts) {
    if (!part.keys) continue
    const found = part.isWords ? listed(db, part.keys, least + 1) : { keys: part.keys, n: db.get<{ n: number }>(sql`select count(*) as n from (${part.keys} limit ${least + 1})`).n }
    if (found.n > least) continue
    best = { part, keys: found.keys }
    least = found.n
  }
  return best
}

/** Words are looked up once: to find those that have all of them takes longer than to fetch the leads. */
function listed(db: Database, keys: SQL, limit: number): { keys: SQL; n: number } {
  const rowids = db.all<{ rowid: number }>(sql`${keys} limit ${limit}`).map(({ rowid }) => rowid)
  return { keys: sql`select value from json_each(${JSON.stringify(rowids)})`, n: rowids.length }
}
