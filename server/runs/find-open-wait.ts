import { and, eq, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { waitKeys, waits } from '../db/schema'

const find = keptQuery((db) =>
  db
    .select({ dueAt: waits.dueAt })
    .from(waitKeys)
    .innerJoin(waits, and(eq(waits.runId, waitKeys.runId), eq(waits.nodeId, waitKeys.nodeId), eq(waits.visit, waitKeys.visit)))
    .where(and(eq(waitKeys.key, sql.placeholder('key')), eq(waits.state, 'open')))
    .prepare(),
)

/** An open wait that this key would answer, if there is one. */
export function findOpenWait(db: Database, key: string): { dueAt: number } | undefined {
  return find(db).get({ key })
}
