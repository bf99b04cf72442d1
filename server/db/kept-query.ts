import type { Database } from './open-database'

/** A query that is prepared once for each database that it is asked of, for functions that are handed one with every call. */
export function keptQuery<Query>(prepare: (db: Database) => Query): (db: Database) => Query {
  const kept = new WeakMap<Database['$client'], Query>()
  return (db) => {
    const found = kept.get(db.$client)
    if (found !== undefined) return found
    const made = prepare(db)
    kept.set(db.$client, made)
    return made
  }
}
