import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { effects, runs } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { activeStates } from '../runs/rehydrate-run'
import { tellRun } from '../runs/tell-run'

/**
 * Has every message to a person that waits to be sent asked about again at once: what is known of the person has changed. Returns how many there are. Part of the
 * caller's transaction.
 */
export function wakeMessages(db: Database, contactId: string, now: number): number {
  const waiting = db
    .select({ key: effects.key, runId: effects.runId, nodeId: effects.nodeId, visit: effects.visit, state: effects.state })
    .from(effects)
    .innerJoin(runs, and(eq(runs.id, effects.runId), inArray(runs.state, activeStates)))
    // As the index says it: SQLite takes it only then.
    .where(and(eq(effects.recipient, contactId), sql`${effects.state} in ('claimed', 'held')`))
    .all()
  for (const { key, runId, nodeId, visit, state } of waiting) {
    if (state === 'held') updateRows(db, effects, { notBefore: now, updatedAt: now }, { key })
    tellRun(db, runId, { kind: 'woken', nodeId, visit }, now)
  }
  return waiting.length
}
