import Sqlite from 'better-sqlite3'

const busyTimeoutMs = 5_000

/** Opens the database for looking only, beside whoever writes. Throws when there is none. */
export function openReadOnly(file: string): Sqlite.Database {
  const client = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: busyTimeoutMs })
  client.pragma('cache_size = -32768')
  client.pragma('temp_store = MEMORY')
  return client
}
