import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { armedStarts } from '../db/schema'

/** Drops what the flow has armed for silences or dates, where its triggers are for something else now. Events that are to settle still do. */
export function dropArmed(db: Database, flowId: string): void {
  db.delete(armedStarts).where(and(eq(armedStarts.flowId, flowId), isNull(armedStarts.eventId))).run()
}

/** Nothing of the flow is armed any more. */
export function dropAllArmed(db: Database, flowId: string): void {
  db.delete(armedStarts).where(eq(armedStarts.flowId, flowId)).run()
}
