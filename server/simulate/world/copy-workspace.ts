import Sqlite from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { SimulationError } from '../simulation-error'

/** Where a database's header says how it is journalled; 1 is a rollback journal, 2 a write-ahead log. */
const journalBytes = [18, 19]
const maxBytes = 900 * 1024 * 1024

/**
 * Reads a workspace's database into memory as it stands at one instant, while its server may go on writing. The file is
 * opened for reading only and stays as it is; nothing is written elsewhere.
 */
export function copyWorkspace(file: string): Buffer {
  if (!existsSync(file)) throw new SimulationError(`There is no database ${file}. Name the workspace’s file, such as .watertight/watertight.db.`)
  let source: Sqlite.Database
  try {
    source = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 })
  } catch (error) {
    throw new SimulationError(`${file} cannot be opened: ${error instanceof Error ? error.message : String(error)}`)
  }
  try {
    return serialize(source, file)
  } finally {
    source.close()
  }
}

/** The same of a database that is open. */
export function serialize(source: Sqlite.Database, name: string): Buffer {
  try {
    const bytes = (source.pragma('page_count', { simple: true }) as number) * (source.pragma('page_size', { simple: true }) as number)
    if (bytes > maxBytes) throw new SimulationError(`${name} has ${Math.round(bytes / 1e6)} MB; a simulation takes at most ${Math.round(maxBytes / 1e6)} MB. Use --world generated.`)
    const isOurs = source.prepare(`select count(*) from sqlite_master where name in ('flow_versions', 'leads', 'reps')`).pluck().get() === 3
    if (!isOurs) throw new SimulationError(`${name} is no Watertight workspace.`)
    const copy = source.serialize()
    // A database in memory has no write-ahead log, and would not open with a header that asks for one.
    for (const at of journalBytes) copy[at] = 1
    return copy
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_NOTADB') throw error
    throw new SimulationError(`${name} is no Watertight workspace.`)
  }
}
