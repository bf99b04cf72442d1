import { eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { runInbox, runs } from '../db/schema'
import { addNudge } from '../outbox/add-nudge'

/** What stands in an inbox: an answer to a wait, or what concerns the whole run. */
export type Told = { kind: 'answered'; nodeId: string; visit: number; outlet: string } | { kind: 'resumed' } | { kind: 'cancelled'; outlet: string }

/** Writes into a run's inbox and asks for a nudge. Part of the caller's transaction. */
export function tellRun(db: Database, runId: string, told: Told, now: number): void {
  const run = db.update(runs).set({ inboxSeq: sql`${runs.inboxSeq} + 1`, updatedAt: now }).where(eq(runs.id, runId)).returning({ seq: runs.inboxSeq }).get()
  if (!run) throw new Error(`runs.tellRun: run ${runId} is gone`)
  db.insert(runInbox).values({ ...told, runId, seq: run.seq, at: now }).run()
  addNudge(db, runId, now)
}
