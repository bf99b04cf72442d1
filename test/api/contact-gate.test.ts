import { asc, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { standardGateRules } from '#nodes/revops/gate/gate-rules'
import { makeUnsubscribeToken } from '#server/consent/unsubscribe-token'
import { consentEvents, contacts, effects, events, leads, touches } from '#server/db/schema'
import { createSimulation } from '#server/simulate/create-simulation'
import { buildFlow } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

let now = 0
const begin = Date.parse('2026-06-03T09:00:00Z')
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']

beforeEach(async () => {
  now = begin
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
})

const contactId = () => world.db.select({ id: contacts.id }).from(contacts).get()?.id ?? ''
const leadId = () => world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
const consents = () => world.db.select({ channel: consentEvents.channel, purpose: consentEvents.purpose, state: consentEvents.state, source: consentEvents.source }).from(consentEvents).orderBy(asc(consentEvents.id)).all().map(({ channel, purpose, state, source }) => `${channel} ${purpose} ${state} (${source})`)
const arrive = (data: object, id = 'one') => world.receive({ name: 'Ada', email: 'ada@test.example', ...data } as never, { id, now })
const standingOf = async () => {
  const { standing } = (await (await call(`/api/contact-gate/leads/${leadId()}`)).json()) as { standing: { channel: string; purpose: string; decision: { verdict: string; checks: { name: string; passed: boolean }[] } }[] }
  return Object.fromEntries(standing.map(({ channel, purpose, decision }) => [`${channel} ${purpose}`, decision.checks.find(({ passed }) => !passed)?.name ?? decision.verdict]))
}

describe('V10, V13 what a lead says about being contacted', () => {
  it('whoever asks may be answered by what they gave; anything more they must have said', async () => {
    await arrive({ phone: '+49 30 5550 100' })
    expect(consents()).toEqual(['email inquiry granted (Asked us: Test)', 'call inquiry granted (Asked us: Test)'])
    expect(await standingOf()).toEqual({
      'email inquiry': 'send', 'email marketing': 'consent', 'email contract': 'send', 'sms inquiry': 'consent', 'sms marketing': 'consent', 'sms contract': 'send',
      'call inquiry': 'send', 'call marketing': 'consent', 'call contract': 'send',
    })
  })

  it('is kept with its text, its source and what proves it; what cannot be read says nothing', async () => {
    await arrive({ consent: [{ channel: 'sms', purpose: 'inquiry', textVersion: 'v2', at: '2026-05-01T10:00:00Z', source: 'Fair' }, { channel: 'fax' }, 'yes', { channel: 'email', state: 'maybe' }] })
    expect(world.db.select().from(consentEvents).where(eq(consentEvents.channel, 'sms')).all()).toMatchObject([
      { purpose: 'inquiry', state: 'granted', textVersion: 'v2', source: 'Fair', at: Date.parse('2026-05-01T10:00:00Z'), receivedAt: now, evidence: { eventId: expect.any(String) }, actor: `source:${world.sourceId}` },
    ])
    expect(consents()).toHaveLength(2)
  })

  it('a no that comes with the next inquiry counts, and asking once more adds nothing that is known', async () => {
    await arrive({ consent: { email: true } })
    await arrive({ consent: { email: false } }, 'two')
    expect(consents()).toEqual(['email marketing granted (Test)', 'email inquiry granted (Asked us: Test)', 'email marketing withdrawn (Test)'])
    expect(world.db.select().from(contacts).all()).toHaveLength(1)
  })

  it('T5: where the person is is taken from zone, country and state', async () => {
    await arrive({ timeZone: 'America/New_York', country: 'us', state: 'fl' })
    expect(world.db.select().from(contacts).get()).toMatchObject({ zone: 'America/New_York', region: 'US-FL' })
    await arrive({ timeZone: 'Moon/Sea', country: 'Germany' }, 'two')
    expect(world.db.select().from(contacts).get()).toMatchObject({ zone: 'America/New_York', region: 'US-FL' })
  })
})

describe('RFC 8058: the link in a message', () => {
  const open = (token: string, init?: RequestInit) => app.request(`/u/${token}`, init)
  const post = (token: string, body: string) => open(token, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
  const tokenFor = () => makeUnsubscribeToken(world.box, { contactId: contactId(), channel: 'email', purpose: 'marketing' })

  it('says no with one POST and no session, once, and looking at it says nothing', async () => {
    await arrive({ consent: { email: true } })
    const seen = await open(tokenFor())
    expect([seen.status, seen.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await seen.text()).toContain('No more of these')
    expect((await standingOf())['email marketing']).toBe('send')
    for (let times = 0; times < 2; times += 1) expect((await post(tokenFor(), 'List-Unsubscribe=One-Click')).status).toBe(200)
    expect(consents().at(-1)).toBe('email marketing withdrawn (Link in a message)')
    expect(consents()).toHaveLength(3)
    expect(await standingOf()).toMatchObject({ 'email marketing': 'consent', 'email inquiry': 'send' })
    expect(world.db.select().from(events).where(eq(events.type, 'consent.withdrawn')).all()).toMatchObject([{ subjectType: 'lead', data: { channel: 'email', purpose: 'marketing' } }])
  })

  it('says no to everything, by each way, and yes again to one', async () => {
    await arrive({ phone: '+49 30 5550 100', consent: { email: true } })
    for (let times = 0; times < 2; times += 1) await post(tokenFor(), 'say=nothing')
    expect(new Set(Object.values(await standingOf()))).toEqual(new Set(['consent']))
    expect(consents()).toHaveLength(3 + 9)
    now += 1_000
    const again = await post(tokenFor(), 'say=yes')
    expect(await again.text()).toContain('Which messages do you want?')
    expect(Object.entries(await standingOf()).filter(([, verdict]) => verdict === 'send')).toEqual([['email marketing', 'send']])
  })

  it('a forged or shortened link says so, and changes nothing', async () => {
    await arrive({ consent: { email: true } })
    const forged = tokenFor().replace('marketing', 'contract')
    for (const token of [forged, 'nothing', `${contactId()}.email.marketing.`]) expect((await post(token, '')).status).toBe(404)
    expect(consents()).toHaveLength(2)
  })
})

describe('who decides', () => {
  it('a colleague’s touch is kept once for each event, and dated no later than now', async () => {
    await arrive({})
    for (const id of ['call', 'call']) await world.event('call.logged', { minutes: 3 }, { id, now: now + 60_000 })
    await world.event('email.replied', {}, { id: 'reply', now })
    expect(world.db.select().from(touches).all()).toMatchObject([{ channel: 'call', by: 'colleague', contactId: contactId() }])
    expect(await standingOf()).toMatchObject({ 'email inquiry': 'colleague', 'email contract': 'send' })
  })

  it('what was said on the phone is written down by hand, with where it was said', async () => {
    await arrive({})
    const say = (body: object) => call(`/api/contact-gate/contacts/${contactId()}/consents`, { json: body })
    expect((await say({ channel: 'email', purpose: 'marketing', state: 'granted', source: '' })).status).toBe(400)
    expect((await say({ channel: 'email', purpose: 'marketing', state: 'granted', source: 'On the phone' })).status).toBe(201)
    expect((await standingOf())['email marketing']).toBe('send')
    expect((await call('/api/contact-gate/leads/nobody')).status).toBe(404)
  })

  it('the rules are read, changed by ops, and refused where they make no sense', async () => {
    const put = (rules: object) => call('/api/contact-gate/rules', { method: 'PUT', json: rules })
    expect(await (await call('/api/contact-gate/rules')).json()).toEqual({ rules: standardGateRules })
    expect((await put({ ...standardGateRules, hours: [{ channels: ['email'], from: '18:00', to: '09:00' }] })).status).toBe(400)
    expect((await put({ ...standardGateRules, hours: [{ channels: ['email'], from: '12:00', to: '13:00' }] })).status).toBe(200)
    await arrive({})
    expect((await standingOf())['email inquiry']).toBe('hours')
  })

  it('how fast messages go is read, changed by ops, and refused where it makes no sense', async () => {
    const put = (rates: object) => call('/api/send-rates', { method: 'PUT', json: rates })
    const none = { email: { perSecond: null, waiting: 0 }, sms: { perSecond: null, waiting: 0 } }
    expect(await (await call('/api/send-rates')).json()).toEqual(none)
    expect([(await put({ email: 0 })).status, (await put({ email: 2_000 })).status, (await put({})).status]).toEqual([400, 400, 400])
    expect(await (await put({ email: 10 })).json()).toEqual({ ...none, email: { perSecond: 10, waiting: 0 } })
    expect(await (await put({ email: null })).json()).toEqual(none)
  })
})

describe('a node that does not ask the gate', () => {
  /** A node of somebody's own that writes straight to an address. */
  async function writeTo(address: (of: World) => { channel: 'email' | 'sms'; to: string }) {
    const simulation = createSimulation({
      ...world, startAt: now,
      handlers: {
        ...world.handlers,
        notify: {
          kind: 'effect',
          effect: {
            meanwhile: 'hold',
            items: (context) => [{ item: 'one', channel: address(world).channel, recipient: 'somebody', intent: [context.run.id] }],
            request: () => {
              const { channel, to } = address(world)
              return channel === 'sms' ? { channel, to, text: 'Hello' } : { channel, to, toName: 'Somebody', subject: 'Hello', text: 'Hello' }
            },
            outcome: () => ({ outlet: 'told' }),
          },
        },
      },
      report: (error) => { throw error },
    })
    await world.publish(buildFlow({ tell: ['notify', { who: 'owner', channels: ['email'] }], done: ['end', { reason: 'completed' }] }, { 'tell.told': 'done', 'tell.failed': 'done' }))
    await arrive({ phone: '+49 30 5550 100' })
    await simulation.settle()
    return { sent: world.sent.length, row: world.db.select({ state: effects.state, reason: effects.reason }).from(effects).get() }
  }

  it('reaches nobody outside by e-mail or text message: the message is called off, with the reason', async () => {
    const off = { sent: 0, row: { state: 'cancelled', reason: expect.stringContaining('did not ask whether they may be written to') } }
    expect(await writeTo(() => ({ channel: 'email', to: 'Ada@test.example' }))).toEqual(off)
    world = createWorld({ now, isGrouped: true })
    expect(await writeTo(() => ({ channel: 'sms', to: '+49305550100' }))).toEqual(off)
  })

  it('tells our own people, also those who once wrote to us, and addresses that belong to nobody here', async () => {
    await arrive({ email: 'ann@test.example' }, 'rep')
    expect(await writeTo(() => ({ channel: 'email', to: 'ann@test.example' }))).toMatchObject({ sent: 1, row: { state: 'done' } })
    world = createWorld({ now, isGrouped: true })
    expect(await writeTo(() => ({ channel: 'email', to: 'printer@office.example' }))).toMatchObject({ sent: 1, row: { state: 'done' } })
  })
})
