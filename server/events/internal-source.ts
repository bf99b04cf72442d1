import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import { insertRow } from '../db/write-rows'

/** The source of events that this installation makes itself: changes of records, ticks of schedules. */
export const internalSourceId = 'internal'

/** The id of that source, which is made when it is first needed. Part of the caller's transaction. */
export function internalSource(db: Database, now: number): string {
  insertRow(db, sources, { id: internalSourceId, name: 'Watertight', kind: 'internal', createdAt: now }, { orIgnore: true })
  return internalSourceId
}
