import { beforeEach, describe, expect, it } from 'vitest'
import { auditLog, effects, messageDeliveries, settings, users } from '#server/db/schema'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const begin = Date.parse('2026-06-03T09:00:00Z')
const minute = 60_000
const day = 1_440 * minute
let now = 0
let world: World
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ call } = await createTestApp(world, { now: () => now }))
})

interface View {
  channels: { channel: string; nature: string; health: Record<string, number | null> }[]
  mail: { from: string; isLocal: boolean; dkim: { domain: string; isOn: boolean; record: { name: string; value: string } } | null }
}
const view = async () => (await (await call('/api/channels')).json()) as View
const healthOf = async (channel: string) => (await view()).channels.find((each) => each.channel === channel)?.health

describe('how each way out does', () => {
  it('says what each is, and nothing of what never happened', async () => {
    const { channels, mail } = await view()
    expect(channels.map(({ channel, nature }) => `${channel} ${nature}`)).toEqual(['email blind', 'sms askable', 'webhook blind', 'slack blind', 'http blind', 'notice idempotent'])
    expect(channels[0]?.health).toEqual({ lastSentAt: null, failed: 0, inDoubt: 0, beingAsked: 0, waiting: 0, slowedDown: 0, lastHeardAt: null })
    expect(mail).toEqual({ from: 'Flows <flows@test.example>', isLocal: true, in: null, dkim: null })
  })

  it('counts what failed within a day, what is in doubt, and what waits', async () => {
    const add = (key: string, row: object) =>
      world.db.insert(effects).values({ key, runId: 'r', nodeId: 'n', visit: 1, item: key, channel: 'sms', recipient: 'c', intentKey: key, attempt: 1, state: 'done', createdAt: now, updatedAt: now, ...row } as never).run()
    add('sent', { updatedAt: now - minute })
    add('sent before', { updatedAt: now - day })
    add('failed', { state: 'failed' })
    add('failed long ago', { state: 'failed', updatedAt: now - 2 * day })
    add('doubt', { state: 'unknown', notBefore: null })
    add('asked', { state: 'unknown', notBefore: now + minute })
    add('slowed', { state: 'claimed', reason: 'The provider of text messages answered 429: too much at once.' })
    add('again', { state: 'claimed', reason: 'It could not be reached.' })
    add('new', { state: 'claimed', attempt: 0 })
    add('mail', { channel: 'email', state: 'failed' })
    world.db.insert(messageDeliveries).values([{ providerId: 'SM1', effectKey: 'sent', state: 'sent', at: now, updatedAt: now - 5 }, { providerId: '<m@watertight>', effectKey: 'mail', state: 'failed', at: now, updatedAt: now }]).run()
    expect(await healthOf('sms')).toEqual({ lastSentAt: now - minute, failed: 1, inDoubt: 2, beingAsked: 1, waiting: 2, slowedDown: 1, lastHeardAt: now - 5 })
    expect(await healthOf('email')).toMatchObject({ failed: 1, lastSentAt: null })
  })

  it('is for revenue operations alone', async () => {
    world.db.update(users).set({ role: 'manager' }).run()
    for (const [path, init] of [['', {}], ['/sms', { method: 'DELETE' }], ['/mail-in', { method: 'POST' }], ['/test', { json: { channel: 'email' } }]] as const) expect((await call(`/api/channels${path}`, init)).status).toBe(403)
  })
})

describe('signing mail', () => {
  it('a key is made for a domain, shown as a record, and switched on and off', async () => {
    expect((await call('/api/channels/dkim', { method: 'PUT', json: { isOn: true } })).status).toBe(404)
    for (const domain of ['', 'x', 'a b.example', 'x.example\r\ny', `${'a'.repeat(64)}.example`]) expect((await call('/api/channels/dkim', { json: { domain } })).status).toBe(400)
    expect((await call('/api/channels/dkim', { json: { domain: 'Flows.Example' } })).status).toBe(201)
    expect((await view()).mail.dkim).toMatchObject({ domain: 'flows.example', isOn: false, record: { name: 'wt20260603._domainkey.flows.example', value: expect.stringMatching(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{300,}$/) } })
    for (const isOn of [true, false]) {
      await call('/api/channels/dkim', { method: 'PUT', json: { isOn } })
      expect((await view()).mail.dkim?.isOn).toBe(isOn)
    }
    expect(world.db.select({ action: auditLog.action }).from(auditLog).all().map(({ action }) => action).filter((action) => action.startsWith('dkim'))).toEqual(['dkim.key-made', 'dkim.switched-on', 'dkim.switched-off'])
    expect(JSON.stringify(world.db.select().from(settings).all())).not.toContain('PRIVATE')
  })
})

describe('a test message', () => {
  it('goes to one’s own address, once in a while, and says what became of it', async () => {
    world.mailAnswers.push({ state: 'retry', reason: 'The mail server did not answer in time. Nothing was sent.' })
    const email = world.db.select({ email: users.email }).from(users).get()?.email
    expect(await (await call('/api/channels/test', { json: { channel: 'email', to: 'somebody@else.example' } })).json()).toEqual({ state: 'retry', reason: 'The mail server did not answer in time. Nothing was sent.' })
    expect(world.sent.map(({ request }) => request)).toMatchObject([{ channel: 'email', to: email }])
    expect((await call('/api/channels/test', { json: { channel: 'email' } })).status).toBe(429)
    now += minute
    expect((await call('/api/channels/test', { json: { channel: 'sms', to: '030 123' } })).status).toBe(400)
    expect(await (await call('/api/channels/test', { json: { channel: 'sms', to: '+4930555010' } })).json()).toEqual({ state: 'done', reason: null })
    expect(world.sent[1]?.request).toMatchObject({ channel: 'sms', to: '+4930555010' })
  })
})
