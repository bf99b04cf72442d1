import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { compile } from '#engine/compile/compile'
import { auditLog, connections, consentEvents, contacts, doNotContact, effects, events, leads, messageDeliveries, runs, workItems } from '#server/db/schema'
import { listReferences, toReferences } from '#server/flows/references'
import { createWorld, type World } from '#test/conformance/world'
import { buildFlow, minutes } from '../conformance/build-flow'
import { createTestApp, publicUrl } from '../harness/app/create-test-app'
import { signedCall, testAccount } from '../harness/receivers/sms-receiver'

const begin = Date.parse('2026-06-03T09:00:00Z')
const phone = '+493055501000'
const { accountSid, token, sender } = testAccount
let now = 0
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
})

const connect = (change: object = {}) => call('/api/channels/sms', { method: 'PUT', json: { url: 'https://api.twilio.com/', accountSid, token, sender, perSecond: 5, ...change } })
const connectionId = () => world.db.select({ id: connections.id }).from(connections).where(eq(connections.kind, 'sms')).get()?.id ?? ''
const arrive = (data: object = {}, id = 'one') => world.receive({ name: 'Ada', phone, ...data } as never, { id, now })
const contactId = () => world.db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
const consents = () => world.db.select().from(consentEvents).where(eq(consentEvents.channel, 'sms')).orderBy(asc(consentEvents.id)).all().map(({ purpose, state }) => `${purpose} ${state}`)
const arrived = (type: string) => world.db.select().from(events).where(eq(events.type, type)).all()

async function post(path: string, fields: Record<string, string>, sign = (url: string) => signedCall(url, fields)): Promise<number> {
  return (await app.request(path, sign(`${publicUrl}${path}`))).status
}
const say = (text: string, sid: string, from = phone) => post(`/sms/${connectionId()}/inbound`, { MessageSid: sid, From: from, To: sender, Body: text, AccountSid: accountSid })

describe('the account through which text messages go', () => {
  it('is kept encrypted, shown without its token, changed in place and removed', async () => {
    expect(await (await call('/api/channels')).json()).toMatchObject({ sms: null, mail: { in: null } })
    expect((await connect()).status).toBe(200)
    const id = connectionId()
    expect(await (await call('/api/channels')).json()).toMatchObject({ sms: { url: 'https://api.twilio.com', accountSid, sender, perSecond: 5, inboundUrl: `${publicUrl}/sms/${id}/inbound` } })
    expect((await connect({ token: undefined, perSecond: 9 })).status).toBe(200)
    expect([connectionId(), world.db.select().from(connections).all().length]).toEqual([id, 1])
    expect(JSON.stringify([world.db.select().from(connections).all(), world.db.select().from(auditLog).all()])).not.toContain(token)
    await call('/api/channels/sms', { method: 'DELETE' })
    expect(await (await call('/api/channels')).json()).toMatchObject({ sms: null, mail: { in: null } })
    expect(await say('STOP', 'SM1')).toBe(404)
  })

  it.each<[string, object]>([
    ['no token', { token: undefined }], ['an account that is none', { accountSid: 'AC12' }], ['an address that is none', { url: 'ftp://x' }], ['a secret in the address', { url: 'https://a:b@x.example' }],
    ['no sender', { sender: '' }], ['a sender with a line break', { sender: 'A\r\nB' }], ['too many a second', { perSecond: 100_000 }],
  ])('refuses %s', async (_, change) => {
    expect((await connect(change)).status).toBe(400)
    expect(world.db.select().from(connections).all()).toEqual([])
  })

  it('sends a token to no other address than the one it was entered for', async () => {
    await connect()
    expect((await connect({ token: undefined, url: 'https://evil.example' })).status).toBe(400)
  })

  it('flows cannot be published with text messages before', async () => {
    const flow = buildFlow({ write: ['send-message', { channel: 'sms' }], done: ['end', { reason: 'completed' }] }, { 'write.sent': 'done' })
    const problems = () => compile(flow, world.registry, toReferences(listReferences(world.db, now))).diagnostics.filter(({ param }) => param === 'channel').map(({ message }) => message)
    expect(problems()).toEqual(['“write”: text messages cannot be sent yet. Connect a provider at Settings → Channels, or choose e-mail.'])
    await connect()
    expect(problems()).toEqual([])
  })
})

describe('text messages that come', () => {
  beforeEach(async () => {
    await connect()
    await arrive({ consent: [{ channel: 'sms', purpose: 'marketing' }, { channel: 'sms', purpose: 'inquiry' }] })
  })

  it('STOP takes everything back, once, however often it is delivered', async () => {
    expect([await say('Stop', 'SM1'), await say('Stop', 'SM1')]).toEqual([200, 200])
    expect(consents().slice(2)).toEqual(['inquiry withdrawn', 'marketing withdrawn', 'contract withdrawn'])
    expect(arrived('consent.withdrawn')).toHaveLength(3)
    expect(arrived('sms.replied')).toEqual([])
  })

  it('START lifts it; a START that is delivered again after the next STOP does not', async () => {
    await say('STOP', 'SM1')
    await say('START', 'SM2')
    expect(consents().slice(-3)).toEqual(['inquiry granted', 'marketing granted', 'contract granted'])
    now += 60_000
    await say('STOP', 'SM3')
    const before = consents()
    await say('START', 'SM2')
    expect(consents()).toEqual(before)
  })

  it('“yes” lifts a no, and is a reply where nothing was taken back', async () => {
    await say('Yes', 'SM1')
    expect([arrived('sms.replied').length, consents().length]).toEqual([1, 2])
    await say('STOP', 'SM2')
    await say('Yes', 'SM3')
    expect(consents().slice(-3)).toEqual(['inquiry granted', 'marketing granted', 'contract granted'])
    // The first, once more: it was a question's answer then.
    await say('Yes', 'SM1')
    expect(arrived('sms.replied')).toHaveLength(1)
  })

  it('anything else is a reply about each open inquiry, once', async () => {
    for (let times = 0; times < 2; times += 1) await say(`Call me tomorrow ${'x'.repeat(3_000)}`, 'SM1')
    const [reply, ...more] = arrived('sms.replied')
    expect(more).toEqual([])
    expect(reply).toMatchObject({ subjectType: 'lead', subjectId: world.db.select({ id: leads.id }).from(leads).get()?.id, data: { from: phone } })
    expect(String(reply?.data.text)).toHaveLength(1_600)
  })

  it('STOP from a number that nobody here has is kept with the number, and START takes only that back', async () => {
    world.db.insert(doNotContact).values({ id: 'ops', value: '+4930999', channel: 'sms', reason: 'Asked on the phone', createdAt: now }).run()
    await say('STOP', 'SM1', '+4930999')
    const open = () => world.db.select().from(doNotContact).all().filter(({ endedAt }) => endedAt === null).map(({ reason }) => reason).sort()
    expect(open()).toEqual(['Asked on the phone', 'Text message: STOP'])
    await say('START', 'SM2', '+4930999')
    expect(open()).toEqual(['Asked on the phone'])
    expect(consents()).toHaveLength(2)
  })

  it('is read only with a signature that fits the address and every field', async () => {
    const path = `/sms/${connectionId()}/inbound`
    const fields = { MessageSid: 'SM1', From: phone, Body: 'STOP' }
    const forged = [
      () => ({ method: 'POST', body: new URLSearchParams(fields).toString() }),
      (url: string) => ({ ...signedCall(url, { ...fields, Body: 'Hello' }), body: new URLSearchParams(fields).toString() }),
      () => signedCall('http://elsewhere.example/', fields),
    ]
    for (const sign of forged) expect(await post(path, fields, sign as never)).toBe(401)
    expect(await post('/sms/nobody/inbound', fields)).toBe(404)
    expect(await post(path, { ...fields, Body: 'x'.repeat(70_000) })).toBe(413)
    expect(await post(path, { From: phone, Body: 'STOP' })).toBe(400)
    expect(consents()).toHaveLength(2)
  })
})

describe('what the provider tells of a message', () => {
  let runId = ''
  let key = ''
  const tell = (status: string, more: Record<string, string> = {}, effect = key) => post(`/sms/${connectionId()}/status?effect=${encodeURIComponent(effect)}`, { MessageSid: 'SM9', MessageStatus: status, ...more })
  const state = () => world.db.select().from(messageDeliveries).all().map((row) => [row.state, row.errorCode])
  const row = () => world.db.select().from(effects).where(eq(effects.key, key)).get()
  const insert = (changes: object = {}) =>
    world.db.insert(effects).values({ key, runId, nodeId: 'write', visit: 1, item: 'message', channel: 'sms', recipient: contactId(), intentKey: key, state: 'done', attempt: 1, providerId: 'SM9', createdAt: now, updatedAt: now, ...changes }).run()

  beforeEach(async () => {
    await connect()
    await world.publish(buildFlow({ wait: ['wait', { duration: minutes(10) }], done: ['end', { reason: 'completed' }] }, { 'wait.done': 'done' }))
    await arrive()
    runId = world.db.select({ id: runs.id }).from(runs).get()?.id ?? ''
    key = `${runId}:write:1:message`
  })

  it('is kept; what comes twice, late or in another order takes nothing back', async () => {
    insert()
    for (const status of ['sent', 'queued', 'delivered', 'delivered', 'sent', 'undelivered']) expect(await tell(status)).toBe(204)
    expect([state(), row()?.state, arrived('sms.undelivered')]).toEqual([[['delivered', null]], 'done', []])
  })

  it('a message that does not arrive is an event, once', async () => {
    insert()
    for (let times = 0; times < 2; times += 1) await tell('undelivered', { ErrorCode: '30005' })
    expect([state(), arrived('sms.undelivered').map(({ data }) => data)]).toEqual([[['undelivered', '30005']], [{ errorCode: '30005' }]])
  })

  it.each([['unknown', { state: 'unknown' }], ['about to be tried again', { state: 'claimed', notBefore: begin + 60_000 }]])('a message that is %s has gone after all: nobody needs to find out, and nothing goes again', async (_, changes) => {
    insert({ ...changes, providerId: null })
    world.db.insert(workItems).values({ id: 'w', kind: 'effect-unknown', title: 'Was it sent?', detail: '', effectKey: key, runId, state: 'open', dueAt: now, openKey: `effect:${key}`, createdAt: now } as never).run()
    await tell('sent')
    expect(row()).toMatchObject({ state: 'done', providerId: 'SM9', notBefore: null })
    expect(world.db.select({ state: workItems.state }).from(workItems).all()).toEqual([{ state: 'done' }])
  })

  it('is of no message of another channel, and of none that is not there', async () => {
    insert({ channel: 'email', state: 'unknown' })
    expect([await tell('sent'), await tell('sent', {}, 'nothing')]).toEqual([204, 204])
    expect([state(), row()?.state]).toEqual([[], 'unknown'])
  })
})
