import { asc, count, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { pushDevices, pushes } from '../db/schema'

export interface PushDevice {
  id: string
  browser: string | null
  system: string | null
  /** Whether it is the browser that asks. */
  isThis: boolean
  createdAt: number
  deliveredAt: number | null
  failingSince: number | null
  problem: string | null
  /** How much is on its way to it. */
  waiting: number
}

/** The devices on which somebody is told, those of longest standing first. */
export function listDevices(db: Database, { userId, sessionId }: { userId: string; sessionId: string }): PushDevice[] {
  return db
    .select({ device: pushDevices, waiting: count(pushes.id) })
    .from(pushDevices)
    .leftJoin(pushes, eq(pushes.deviceId, pushDevices.id))
    .where(eq(pushDevices.userId, userId))
    .groupBy(pushDevices.id)
    .orderBy(asc(pushDevices.id))
    .all()
    .map(({ device: { id, browser, system, sessionId: its, createdAt, deliveredAt, failingSince, problem }, waiting }) => ({ id, browser, system, isThis: its === sessionId, createdAt, deliveredAt, failingSince, problem, waiting }))
}
