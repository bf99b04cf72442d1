import { and, asc, count, eq, sql } from 'drizzle-orm'
import { pushWithinMs } from '#nodes/revops/push'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { pushDevices, pushes } from '../db/schema'
import { deleteRows, insertRow } from '../db/write-rows'

/** So many wait for one device: a phone that is back after a night does not ring a hundred times, and the newest say more than the oldest. */
const mostWaiting = 20

const findDevices = keptQuery((db) => db.select({ id: pushDevices.id, heldUntil: pushDevices.heldUntil }).from(pushDevices).where(eq(pushDevices.personId, sql.placeholder('personId'))).prepare())
const countWaiting = keptQuery((db) => db.select({ waiting: count() }).from(pushes).where(eq(pushes.deviceId, sql.placeholder('deviceId'))).prepare())
const findOldest = keptQuery((db) => db.select({ id: pushes.id }).from(pushes).where(eq(pushes.deviceId, sql.placeholder('deviceId'))).orderBy(asc(pushes.id)).limit(1).prepare())

/** Has a notice go to each of a person's devices. Sent later, by the worker: nothing waits for it. Part of the transaction of the notice. */
export function queuePushes(db: Database, { noticeId, personId }: { noticeId: string; personId: string }, now: number): void {
  for (const device of findDevices(db).all({ personId })) queuePush(db, { device, noticeId }, now)
}

/** Has one thing go to one device; without a notice it is a test. Part of the caller's transaction. */
export function queuePush(db: Database, { device: { id: deviceId, heldUntil }, noticeId }: { device: { id: string; heldUntil: number | null }; noticeId: string | null }, now: number): void {
  const waiting = countWaiting(db).get({ deviceId })?.waiting ?? 0
  const oldest = waiting >= mostWaiting ? findOldest(db).get({ deviceId }) : undefined
  if (oldest) deleteRows(db, pushes, { id: oldest.id })
  insertRow(db, pushes, { id: newId(now), deviceId, noticeId, notBefore: Math.max(now, heldUntil ?? 0), expiresAt: now + (noticeId === null ? testWithinMs : pushWithinMs) })
}

/** A test that comes later than this answers nobody's question any more. */
const testWithinMs = 2 * 60_000

/** Whether a test is on its way to this device. */
export function isTestWaiting(db: Database, deviceId: string): boolean {
  return db.select({ id: pushes.id }).from(pushes).where(and(eq(pushes.deviceId, deviceId), sql`notice_id is null`)).get() !== undefined
}
