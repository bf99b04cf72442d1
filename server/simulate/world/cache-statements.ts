import type Sqlite from 'better-sqlite3'

const maxStatements = 500

/**
 * Has a connection keep its statements by their text: Drizzle prepares one anew for each query that is not kept, which is a
 * good part of the time of a simulated world. For connections with short, finished queries only: a statement in use by
 * an iterator must not be handed out again.
 */
export function cacheStatements(client: Sqlite.Database): void {
  const known = new Map<string, Sqlite.Statement>()
  const prepare = client.prepare.bind(client)
  client.prepare = ((sql: string) => {
    const found = known.get(sql)
    if (found) {
      // As new: whoever asked for it before may have set how rows are handed out.
      if (found.reader) found.raw(false).pluck(false).expand(false)
      return found
    }
    const made = prepare(sql)
    if (known.size >= maxStatements) known.clear()
    known.set(sql, made as Sqlite.Statement)
    return made
  }) as typeof client.prepare
}
