import { count, countDistinct, isNotNull, max, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { pushDevices, pushes } from '../db/schema'

export interface PushHealth {
  devices: number
  people: number
  /** Devices that were not reached the last time. */
  notReached: number
  /** To be tried again. */
  waiting: number
  /** When a push service last took something; null: never. */
  lastSentAt: number | null
}

/** How the devices on which people are told do now. */
export function readPushHealth(db: Database): PushHealth {
  const of = db.select({ devices: count(), people: countDistinct(pushDevices.personId), notReached: count(pushDevices.failingSince), lastSentAt: max(pushDevices.deliveredAt) }).from(pushDevices).get()
  const waiting = db.select({ waiting: sql<number>`count(*)` }).from(pushes).where(isNotNull(pushes.reason)).get()?.waiting ?? 0
  return { devices: of?.devices ?? 0, people: of?.people ?? 0, notReached: of?.notReached ?? 0, lastSentAt: of?.lastSentAt ?? null, waiting }
}
