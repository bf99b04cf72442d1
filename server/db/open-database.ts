import Sqlite from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { quickenQueries } from './quicken-queries'
import * as schema from './schema'

/** The database as everything in the server uses it. Synchronous; writes belong in a Writer. */
export type Database = BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database }

/** How long one statement outside the writer may wait for another process's transaction, in ms. */
export const busyTimeoutMs = 500

/** What a world of its own begins as: its tables are made once in a process, and copied. */
let emptyWorld: Buffer | undefined

/**
 * Opens the file (made when absent; `:memory:` for a world of its own, bytes for a copy in memory) and brings its tables up to date.
 * WAL with full durability: a commit that returned survives a power loss.
 */
export function openDatabase(file: string | Buffer): Database {
  if (typeof file === 'string' && file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const client = new Sqlite(file === ':memory:' && emptyWorld ? emptyWorld : file, { timeout: busyTimeoutMs })
  client.pragma('journal_mode = WAL')
  client.pragma('synchronous = FULL')
  client.pragma('cache_size = -65536')
  // Fewer, larger checkpoints: each one syncs the main file as well.
  client.pragma('wal_autocheckpoint = 4000')
  client.pragma('temp_store = MEMORY')
  const db = drizzle(client, { schema, casing: 'snake_case' })
  // Two processes may come up at once; the second waits for the first one's migration.
  client.pragma('busy_timeout = 20000')
  client.pragma('foreign_keys = OFF')
  migrate(db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
  if (file === ':memory:') emptyWorld ??= client.serialize()
  client.pragma('foreign_keys = ON')
  client.pragma(`busy_timeout = ${busyTimeoutMs}`)
  quickenQueries(db)
  return db
}
