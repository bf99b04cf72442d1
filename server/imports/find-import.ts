import { eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import { AppError } from '../errors/app-error'

export type ImportRow = typeof imports.$inferSelect

/** An import by its id. Throws `not-found`. */
export function findImport(db: Database, id: string): ImportRow {
  const row = db.select().from(imports).where(eq(imports.id, id)).get()
  if (!row) throw new AppError('not-found', 'There is no such import. It may have been removed.')
  return row
}
