import { type Database, openDatabase } from './open-database'
import { createWriter, type Writer } from './writer'

export interface World {
  db: Database
  writer: Writer
}

/** Opens a database with the one way to write to it. */
export function openWorld(file: string): World {
  const db = openDatabase(file)
  return { db, writer: createWriter(db) }
}
