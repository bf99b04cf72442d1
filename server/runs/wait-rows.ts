import { and, eq, gt, asc, sql } from 'drizzle-orm'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { runInbox, runs, waits } from '../db/schema'

/** Waits and inboxes: the rows that decide between an answer and the time. */
export function createWaitRows(db: Database): Pick<RunTx, 'findWait' | 'insertWait' | 'closeWait' | 'readInbox'> {
  const key = and(eq(waits.runId, sql.placeholder('runId')), eq(waits.nodeId, sql.placeholder('nodeId')), eq(waits.visit, sql.placeholder('visit')))
  const find = db.select({ state: waits.state, dueAt: waits.dueAt, outlet: waits.outlet }).from(waits).where(key).prepare()
  const inbox = db
    .select()
    .from(runInbox)
    .where(and(eq(runInbox.runId, sql.placeholder('runId')), gt(runInbox.seq, sql.placeholder('after'))))
    .orderBy(asc(runInbox.seq))
    .prepare()
  return {
    findWait: (runId, ref) => find.get({ runId, ...ref }),
    insertWait(runId, ref, wait, now) {
      db.insert(waits).values({ runId, ...ref, key: wait.key, dueAt: wait.dueAt, state: 'open', openedAt: now }).run()
    },
    closeWait(runId, ref, to, outlet, now) {
      const closed = db
        .update(waits)
        .set({ state: to, outlet, closedAt: now })
        .where(and(eq(waits.runId, runId), eq(waits.nodeId, ref.nodeId), eq(waits.visit, ref.visit), eq(waits.state, 'open')))
        .run()
      db.update(runs).set({ state: 'running', updatedAt: now }).where(eq(runs.id, runId)).run()
      return closed.changes === 1
    },
    readInbox: (runId, after) =>
      inbox.all({ runId, after }).map(({ seq, kind, nodeId, visit, outlet }) => ({ seq, kind, nodeId, visit, outlet })),
  }
}
