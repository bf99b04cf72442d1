import type { Database } from '../db/open-database'
import { outbox } from '../db/schema'
import { insertRow } from '../db/write-rows'

/**
 * Asks the dispatcher to nudge a run. Part of the caller's transaction. Always a new row: one that the dispatcher has
 * sent and not yet deleted would tell the run nothing of what this transaction adds to its inbox.
 */
export function addNudge(db: Database, runId: string, now: number): void {
  insertRow(db, outbox, { kind: 'nudge', runId, createdAt: now })
}
