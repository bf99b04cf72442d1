import { Hono } from 'hono'
import { z } from 'zod'
import type { Providers } from '#engine/providers'
import type { Channel } from '#nodes/sdk/effect'
import { createAddAudit } from '../audit/add-audit'
import { natures } from '../connectors/natures'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { keepDkimKey, makeDkimKeys, readDkim, switchDkim } from '../dkim/dkim-key'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { makeMailAddress, readMailAddress } from '../mail-in/mail-address'
import { requireRole, type SignedIn } from '../people/require-session'
import { readPushHealth } from '../push/push-health'
import type { SecretBox } from '../secrets/secret-box'
import { readWorkspace } from '../settings/workspace'
import { createFindSmsConnection, type SmsConnection } from '../sms/find-connection'
import { removeSmsConnection, SmsConnectionInput, saveSmsConnection } from '../sms/save-connection'
import { readChannelHealth } from './channel-health'
import { sendTest, TestMessage } from './send-test'

export interface ChannelRoutesDeps {
  db: Database
  writer: Writer
  box: SecretBox
  publicUrl: string
  /** Whose name mail is sent in, and whether it stays on this machine. */
  mail: { from: string; isLocal: boolean }
  providers: Pick<Providers, 'email' | 'sms'>
  now(): number
}

const channels = Object.keys(natures) as Channel[]
/** Test messages cost money, and go to whatever number is entered. */
const testEveryMs = 5_000

const Domain = z.object({
  domain: z.string().trim().toLowerCase().max(253).regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, 'Write the domain that mail is sent from, such as example.com.'),
})

/** The ways out of this machine: what each is, what it is connected to, and how it does. Never a secret, but for a new address, which is shown once. */
export function createChannelRoutes({ db, writer, box, publicUrl, mail, providers, now }: ChannelRoutesDeps) {
  const findSms = createFindSmsConnection({ db, box })
  const testedAt = new Map<string, number>()

  function view() {
    const sms = findSms()
    const at = now()
    return {
      channels: channels.map((channel) => ({ channel, nature: natures[channel], health: readChannelHealth(db, channel, at) })),
      push: readPushHealth(db),
      mail: { ...mail, in: readMailAddress(db), dkim: readDkim(db) },
      sms: sms ? viewOf(sms, publicUrl) : null,
      now: at,
    }
  }
  const personOf = (c: { var: SignedIn['Variables'] }) => ({ kind: 'person' as const, id: c.var.user.id })

  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .get('/', (c) => c.json(view()))
    .put('/sms', valid('json', SmsConnectionInput), async (c) => {
      const input = c.req.valid('json')
      await writer.write((tx) => saveSmsConnection(tx, box, { input, actor: personOf(c) }, now()))
      return c.json(view())
    })
    .delete('/sms', async (c) => {
      await writer.write((tx) => removeSmsConnection(tx, { actor: personOf(c) }, now()))
      return c.json(view())
    })
    .post('/mail-in', async (c) => {
      const secret = await writer.write((tx) => makeMailAddress(tx, box, { actor: personOf(c) }, now()))
      return c.json({ ...view(), address: `${publicUrl}/mail/${secret}` }, 201)
    })
    .post('/dkim', valid('json', Domain), async (c) => {
      const { domain } = c.req.valid('json')
      const keys = await makeDkimKeys()
      await writer.write((tx) => keepDkimKey(tx, box, { domain, keys, actor: personOf(c) }, now()))
      return c.json(view(), 201)
    })
    .put('/dkim', valid('json', z.object({ isOn: z.boolean() })), async (c) => {
      const { isOn } = c.req.valid('json')
      await writer.write((tx) => switchDkim(tx, { isOn, actor: personOf(c) }, now()))
      return c.json(view())
    })
    .post('/test', valid('json', TestMessage), async (c) => {
      const test = c.req.valid('json')
      const at = now()
      if (at - (testedAt.get(test.channel) ?? Number.NEGATIVE_INFINITY) < testEveryMs) throw new AppError('too-many-requests', 'A test message has just gone. Wait a few seconds, then try again.')
      testedAt.set(test.channel, at)
      const { name, email } = c.var.user
      const delivery = await sendTest(providers, test, { name, email, workspace: readWorkspace(db).name })
      await writer.write((tx) => createAddAudit(tx)({ actor: personOf(c), action: 'channel.tested', subject: { type: 'workspace', id: 'workspace' }, after: { channel: test.channel, state: delivery.state } }, now()))
      return c.json({ state: delivery.state, reason: 'reason' in delivery ? delivery.reason : null })
    })
}

function viewOf({ id, url, accountSid, sender, perSecond }: SmsConnection, publicUrl: string) {
  return { url, accountSid, sender, perSecond, inboundUrl: `${publicUrl}/sms/${id}/inbound` }
}
