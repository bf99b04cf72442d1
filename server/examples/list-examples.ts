import { asc, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'

/** All examples of a flow, oldest first. */
export function listExamples(db: Database, flowId: string): (typeof examples.$inferSelect)[] {
  return db.select().from(examples).where(eq(examples.flowId, flowId)).orderBy(asc(examples.id)).all()
}
