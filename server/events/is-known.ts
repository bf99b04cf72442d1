import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { events } from '../db/schema'

/** Whether a source has sent this id before. */
export function createIsKnown(db: Database): (sourceId: string, externalId: string) => boolean {
  const find = db
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.sourceId, sql.placeholder('sourceId')), eq(events.externalId, sql.placeholder('externalId'))))
    .prepare()
  return (sourceId, externalId) => find.get({ sourceId, externalId }) !== undefined
}
