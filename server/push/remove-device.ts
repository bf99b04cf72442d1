import { and, eq } from 'drizzle-orm'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { pushDevices } from '../db/schema'

/** Somebody does not want to be told on one of theirs any more, nor of what waits for it. One that is gone already is fine. Part of the caller's transaction. */
export function removeDevice(db: Database, { deviceId, userId }: { deviceId: string; userId: string }, now: number): void {
  const gone = db.delete(pushDevices).where(and(eq(pushDevices.id, deviceId), eq(pushDevices.userId, userId))).returning({ personId: pushDevices.personId }).get()
  if (gone) createAddAudit(db)({ actor: { kind: 'person', id: userId }, action: 'push-device.removed', subject: { type: 'rep', id: gone.personId }, before: { deviceId } }, now)
}

/** Somebody has left: nothing of the leads is shown on what they carry with them. Part of the caller's transaction. */
export function removeDevicesOf(db: Database, personId: string): void {
  db.delete(pushDevices).where(eq(pushDevices.personId, personId)).run()
}
