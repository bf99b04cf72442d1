import { sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import type { Part } from './filter-parts'

/** So many leads are fetched and sorted for a page. */
const few = 4_000

/** The part of a filter that fits the fewest leads, if these are few enough to be fetched; by its index alone, no lead is read. */
export function fewest(db: Database, parts: readonly Part[]): Part | undefined {
  let best: Part | undefined
  let least = few
  for (const part of parts) {
    if (!part.keys) continue
    const { n } = db.get<{ n: number }>(sql`select count(*) as n from (${part.keys} limit ${least + 1})`)
    if (n > least) continue
    best = part
    least = n
  }
  return best
}
