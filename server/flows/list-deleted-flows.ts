import { desc, isNotNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'

/** Flows that can be brought back, the last deleted first. */
export function listDeletedFlows(db: Database) {
  return db
    .select({ id: flows.id, name: flows.name, deletedAt: flows.deletedAt, publishedId: flows.publishedId })
    .from(flows)
    .where(isNotNull(flows.deletedAt))
    .orderBy(desc(flows.deletedAt))
    .all()
    .map(({ publishedId, ...flow }) => ({ ...flow, wasPublished: publishedId !== null }))
}
