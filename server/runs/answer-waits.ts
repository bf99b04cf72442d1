import { and, eq, ne, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { runInbox, runs, runSteps, waits } from '../db/schema'
import { addNudge } from '../outbox/add-nudge'

/**
 * Answers every open wait for `key`: closes its row, records its step's outcome, tells its run and asks for a nudge; all
 * in the caller's transaction. Returns how many were open. An answer after the wait's time, while its row is still
 * open, counts and is marked late.
 */
export function answerWaits(db: Database, key: string, answer: { outlet: string; output?: JsonObject }, now: number): number {
  const open = db.select().from(waits).where(and(eq(waits.key, key), eq(waits.state, 'open'))).all()
  for (const wait of open) {
    const at = { runId: wait.runId, nodeId: wait.nodeId, visit: wait.visit }
    const closed = db
      .update(waits)
      .set({ state: 'answered', outlet: answer.outlet, closedAt: now, late: now > wait.dueAt })
      .where(and(eq(waits.runId, at.runId), eq(waits.nodeId, at.nodeId), eq(waits.visit, at.visit), eq(waits.state, 'open')))
      .run()
    if (closed.changes === 0) continue
    db.update(runSteps)
      .set({ state: 'done', outlet: answer.outlet, endedAt: now, ...(answer.output && { output: answer.output }) })
      .where(and(eq(runSteps.runId, at.runId), eq(runSteps.nodeId, at.nodeId), eq(runSteps.visit, at.visit), ne(runSteps.state, 'done')))
      .run()
    const run = db.update(runs).set({ inboxSeq: sql`${runs.inboxSeq} + 1`, state: 'running', updatedAt: now }).where(eq(runs.id, at.runId)).returning({ seq: runs.inboxSeq }).get()
    if (!run) throw new Error(`runs.answerWaits: run ${at.runId} is gone`)
    db.insert(runInbox).values({ ...at, seq: run.seq, kind: 'answered', outlet: answer.outlet, at: now }).run()
    addNudge(db, at.runId, now)
  }
  return open.length
}
