import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'

/** Starts a run that has waited for its turn; nothing when it does not wait any more. Part of the caller's transaction. */
export function startQueued(db: Database, runId: string, now: number): void {
  const begun = db.update(runs).set({ state: 'starting', updatedAt: now }).where(and(eq(runs.id, runId), eq(runs.state, 'queued'))).run()
  if (begun.changes > 0) db.insert(outbox).values({ kind: 'start', runId, createdAt: now }).run()
}

/** Ends a run that was not started because of others: it is kept with that reason. Part of the caller's transaction. */
export function dropRun(db: Database, runId: string, now: number): void {
  db.update(runs).set({ state: 'done', endReason: 'dropped', endedAt: now }).where(eq(runs.id, runId)).run()
}
