import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { createFindSmsConnection } from '../sms/find-connection'
import { removeSmsConnection, SmsConnectionInput, saveSmsConnection } from '../sms/save-connection'

interface ChannelRoutesDeps {
  db: Database
  writer: Writer
  box: SecretBox
  publicUrl: string
  now(): number
}

/** The ways out of this machine: what they are connected to. Never a secret. */
export function createChannelRoutes({ db, writer, box, publicUrl, now }: ChannelRoutesDeps) {
  const findSms = createFindSmsConnection({ db, box })
  function view() {
    const sms = findSms()
    if (!sms) return { sms: null }
    const { id, url, accountSid, sender, perSecond } = sms
    return { sms: { url, accountSid, sender, perSecond, inboundUrl: `${publicUrl}/sms/${id}/inbound` } }
  }
  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .get('/', (c) => c.json(view()))
    .put('/sms', valid('json', SmsConnectionInput), async (c) => {
      const input = c.req.valid('json')
      await writer.write((tx) => saveSmsConnection(tx, box, { input, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json(view())
    })
    .delete('/sms', async (c) => {
      await writer.write((tx) => removeSmsConnection(tx, { actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json(view())
    })
}
