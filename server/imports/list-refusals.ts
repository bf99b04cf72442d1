import { asc, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { importRefusals } from '../db/schema'

const maxListed = 200

/** The first refused rows of an import, in the file's order; all of them are in the report. */
export function listRefusals(db: Database, importId: string) {
  const { line, lastLine, column, reason } = importRefusals
  return db.select({ line, lastLine, column, reason }).from(importRefusals).where(eq(importRefusals.importId, importId)).orderBy(asc(importRefusals.offset)).limit(maxListed).all()
}
