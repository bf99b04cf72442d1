import { and, asc, eq, gt, sql } from 'drizzle-orm'
import type { InboxItem } from '#engine/advance/messages'
import type { RunTx } from '#engine/run-store'
import type { Database } from '../db/open-database'
import { runInbox, runs, waitKeys, waits } from '../db/schema'
import { insertRow } from '../db/write-rows'
import { closeWaitRow } from './answer-waits'

/** Waits and inboxes: the rows that decide between an answer and the time. */
export function createWaitRows(db: Database): Pick<RunTx, 'findWait' | 'listOpenWaits' | 'insertWait' | 'closeWait' | 'readInbox'> {
  const key = and(eq(waits.runId, sql.placeholder('runId')), eq(waits.nodeId, sql.placeholder('nodeId')), eq(waits.visit, sql.placeholder('visit')))
  const find = db.select({ state: waits.state, dueAt: waits.dueAt, outlet: waits.outlet }).from(waits).where(key).prepare()
  const inbox = db
    .select()
    .from(runInbox)
    .where(and(eq(runInbox.runId, sql.placeholder('runId')), gt(runInbox.seq, sql.placeholder('after'))))
    .orderBy(asc(runInbox.seq))
    .prepare()
  const insert = db
    .insert(waits)
    .values({
      runId: sql.placeholder('runId'), nodeId: sql.placeholder('nodeId'), visit: sql.placeholder('visit'), dueAt: sql.placeholder('dueAt'), state: 'open',
      openedAt: sql.placeholder('now'),
    })
    .prepare()
  const setRunning = db.update(runs).set({ state: 'running', updatedAt: sql`${sql.placeholder('now')}` }).where(eq(runs.id, sql.placeholder('runId'))).prepare()
  return {
    findWait: (runId, ref) => find.get({ runId, nodeId: ref.nodeId, visit: ref.visit }),
    listOpenWaits: (runId) => db.select({ nodeId: waits.nodeId, visit: waits.visit }).from(waits).where(and(eq(waits.runId, runId), eq(waits.state, 'open'))).all(),
    insertWait(runId, { nodeId, visit }, { keys, dueAt }, now) {
      insert.run({ runId, nodeId, visit, dueAt, now })
      for (const { key: name, outlet } of keys) insertRow(db, waitKeys, { key: name, runId, nodeId, visit, outlet: outlet ?? null }, { orIgnore: true })
    },
    closeWait(runId, { nodeId, visit }, { to, outlet, eventId }, now) {
      const closed = closeWaitRow(db, { runId, nodeId, visit }, { state: to, outlet, ...(eventId !== undefined && { eventId }) }, now)
      setRunning.run({ runId, now })
      return closed
    },
    readInbox: (runId, after) => inbox.all({ runId, after }).map(toItem),
  }
}

function toItem({ seq, kind, nodeId, visit, outlet }: typeof runInbox.$inferSelect): InboxItem {
  if (kind === 'resumed') return { seq, kind }
  if (kind === 'cancelled') return { seq, kind, reason: outlet ?? 'cancelled' }
  if (kind === 'woken' && nodeId !== null && visit !== null) return { seq, kind, nodeId, visit }
  if (kind !== 'answered' || nodeId === null || visit === null || outlet === null) throw new Error(`runs.readInbox: entry ${seq} answers no wait`)
  return { seq, kind, nodeId, visit, outlet }
}
