import { and, eq } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { IsAllowed } from '../connectors/http/guarded-lookup'
import type { Database } from '../db/open-database'
import { pushDevices } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { findMe } from '../inbox/find-me'
import type { SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { listDevices } from './list-devices'
import { isTestWaiting, queuePush } from './queue-pushes'
import { removeDevice } from './remove-device'
import { mostDevices, saveDevice } from './save-device'
import { Subscription } from './subscription'
import { ensurePushKey } from './vapid-keys'

const DeviceId = z.object({ id: z.string().regex(/^\w{1,40}$/, 'This is no device.') })

/** On which devices somebody on the roster wants to be told: only their own, whatever their role. */
export function createPushRoutes({ db, writer, box, isAllowed, now }: { db: Database; writer: Writer; box: SecretBox; isAllowed: IsAllowed; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', async (c) => {
      const { user, sessionId } = c.var
      const publicKey = await ensurePushKey({ db, writer, box }, now())
      return c.json({ isOnRoster: findMe(db, user) !== undefined, publicKey, session: sessionId, devices: listDevices(db, { userId: user.id, sessionId }), most: mostDevices, now: now() })
    })
    .put('/devices', valid('json', Subscription), async (c) => {
      const { user, sessionId } = c.var
      const me = findMe(db, user)
      if (!me) throw new AppError('not-found', 'You are not on the roster, so there are no notices for you. Somebody in revenue operations can put you on it.')
      const device = { personId: me.id, userId: user.id, sessionId, userAgent: (c.req.header('user-agent') ?? '').slice(0, 500), subscription: c.req.valid('json') }
      return c.json(await writer.write((tx) => saveDevice(tx, { box, isAllowed }, device, now())))
    })
    .delete('/devices/:id', valid('param', DeviceId), async (c) => {
      await writer.write((tx) => removeDevice(tx, { deviceId: c.req.valid('param').id, userId: c.var.user.id }, now()))
      return c.json({ ok: true })
    })
    .post('/devices/:id/test', valid('param', DeviceId), async (c) => {
      const { id: deviceId } = c.req.valid('param')
      await writer.write((tx) => {
        const mine = tx.select({ id: pushDevices.id, heldUntil: pushDevices.heldUntil }).from(pushDevices).where(and(eq(pushDevices.id, deviceId), eq(pushDevices.userId, c.var.user.id))).get()
        if (!mine) throw new AppError('not-found', 'This device is not among yours any more. Switch it on again there.')
        if (isTestWaiting(tx, deviceId)) throw new AppError('too-many-requests', 'A test is on its way to this device. Wait until it has arrived, or until it says that it could not be reached.')
        queuePush(tx, { device: mine, noticeId: null }, now())
      })
      return c.json({ ok: true })
    })
}
