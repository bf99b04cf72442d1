import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { waitKeys, waits } from '../db/schema'

/** An open wait that this key would answer, if there is one. */
export function findOpenWait(db: Database, key: string): { dueAt: number } | undefined {
  return db
    .select({ dueAt: waits.dueAt })
    .from(waitKeys)
    .innerJoin(waits, and(eq(waits.runId, waitKeys.runId), eq(waits.nodeId, waitKeys.nodeId), eq(waits.visit, waitKeys.visit)))
    .where(and(eq(waitKeys.key, key), eq(waits.state, 'open')))
    .get()
}
