import { eq, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { runInbox, runs } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { addNudge } from '../outbox/add-nudge'

/** What stands in an inbox: an answer to a wait, a step that is to be tried at once, or what concerns the whole run. */
export type Told = { kind: 'answered'; nodeId: string; visit: number; outlet: string } | { kind: 'woken'; nodeId: string; visit: number } | { kind: 'resumed' } | { kind: 'cancelled'; outlet: string }

const takeNumber = keptQuery((db) =>
  db.update(runs).set({ inboxSeq: sql`${runs.inboxSeq} + 1`, updatedAt: sql`${sql.placeholder('now')}` }).where(eq(runs.id, sql.placeholder('runId'))).returning({ seq: runs.inboxSeq }).prepare(),
)

/** Writes into a run's inbox and asks for a nudge. Part of the caller's transaction. */
export function tellRun(db: Database, runId: string, told: Told, now: number): void {
  const run = takeNumber(db).get({ runId, now })
  if (!run) throw new Error(`runs.tellRun: run ${runId} is gone`)
  insertRow(db, runInbox, { ...told, runId, seq: run.seq, at: now })
  addNudge(db, runId, now)
}
