import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import type { SecretBox } from '../secrets/secret-box'
import { makeMailAddress, readMailAddress } from '../mail-in/mail-address'
import { createFindSmsConnection, type SmsConnection } from '../sms/find-connection'
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
    return { sms: sms ? viewOf(sms, publicUrl) : null, mailIn: readMailAddress(db) }
  }
  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .get('/', (c) => c.json(view()))
    .put('/sms', valid('json', SmsConnectionInput), async (c) => {
      const input = c.req.valid('json')
      await writer.write((tx) => saveSmsConnection(tx, box, { input, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json(view())
    })
    .post('/mail-in', async (c) => {
      const secret = await writer.write((tx) => makeMailAddress(tx, box, { actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ...view(), address: `${publicUrl}/mail/${secret}` }, 201)
    })
    .delete('/sms', async (c) => {
      await writer.write((tx) => removeSmsConnection(tx, { actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json(view())
    })
}

function viewOf({ id, url, accountSid, sender, perSecond }: SmsConnection, publicUrl: string) {
  return { url, accountSid, sender, perSecond, inboundUrl: `${publicUrl}/sms/${id}/inbound` }
}
