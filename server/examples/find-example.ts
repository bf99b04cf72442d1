import { eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'
import { AppError } from '../errors/app-error'

/** The example's row; refuses one that is not there. */
export function findExample(db: Database, id: string): typeof examples.$inferSelect {
  const example = db.select().from(examples).where(eq(examples.id, id)).get()
  if (!example) throw new AppError('not-found', 'This example does not exist any more. Somebody has deleted it.')
  return example
}
