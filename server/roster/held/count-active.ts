import { and, count, eq, isNull } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'

/** How many people of the roster are active. */
export function countActive(db: Database): number {
  return db.select({ people: count() }).from(reps).where(and(eq(reps.active, true), isNull(reps.deletedAt))).get()?.people ?? 0
}
