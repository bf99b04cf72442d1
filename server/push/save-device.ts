import { and, count, eq, ne, or } from 'drizzle-orm'
import { createAddAudit } from '../audit/add-audit'
import type { IsAllowed } from '../connectors/http/guarded-lookup'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { pushDevices } from '../db/schema'
import { AppError } from '../errors/app-error'
import type { SecretBox } from '../secrets/secret-box'
import { deviceKind } from './device-kind'
import { pushAddress } from './push-address'
import type { Subscription } from './subscription'

/** So many devices may one person have. */
export const mostDevices = 10

export interface NewDevice {
  personId: string
  userId: string
  sessionId: string
  userAgent: string
  subscription: Subscription
}

/**
 * Keeps a browser in which a person is to be told, and says its id. The same browser again is the same device, whoever has switched it on last; another address of the session's browser takes the place of the one before.
 * Part of the caller's transaction.
 */
export function saveDevice(db: Database, { box, isAllowed }: { box: SecretBox; isAllowed: IsAllowed }, { personId, userId, sessionId, userAgent, subscription }: NewDevice, now: number): { id: string } {
  if (!pushAddress(subscription.endpoint, isAllowed)) throw new AppError('bad-input', 'This browser’s push service has an address that is not called from here: it must begin with https and lie on the public internet.')
  const endpointHash = hashOf(box, subscription.endpoint)
  const known = db.select().from(pushDevices).where(eq(pushDevices.endpointHash, endpointHash)).get()
  db.delete(pushDevices).where(and(or(eq(pushDevices.sessionId, sessionId), eq(pushDevices.endpointHash, endpointHash)), ne(pushDevices.id, known?.userId === userId ? known.id : ''))).run()
  const kept = { personId, sessionId, sealed: box.seal(JSON.stringify(subscription)), ...deviceKind(userAgent), failingSince: null, problem: null, heldUntil: null }
  if (known?.userId === userId) {
    db.update(pushDevices).set(kept).where(eq(pushDevices.id, known.id)).run()
    return { id: known.id }
  }
  const { devices } = db.select({ devices: count() }).from(pushDevices).where(eq(pushDevices.userId, userId)).get() ?? { devices: 0 }
  if (devices >= mostDevices) throw new AppError('conflict', `You are told on ${mostDevices} devices already, which is the most. Remove one that you do not use any more, then switch this one on.`)
  const id = newId(now)
  db.insert(pushDevices).values({ id, userId, endpointHash, createdAt: now, ...kept }).run()
  createAddAudit(db)({ actor: { kind: 'person', id: userId }, action: 'push-device.added', subject: { type: 'rep', id: personId }, after: { deviceId: id, browser: kept.browser, system: kept.system } }, now)
  return { id }
}

function hashOf(box: SecretBox, endpoint: string): string {
  return box.sign('push-endpoint', endpoint).toString('base64url')
}
