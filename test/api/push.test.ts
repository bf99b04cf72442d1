import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { initialState } from '#engine/advance/state'
import { createActivities } from '#engine/activities/create-activities'
import { standardLimits } from '#engine/activities/activity-deps'
import { answerOffer } from '#server/acks/answer-offer'
import { allowedHere } from '#server/connectors/http/allowed-here'
import { newId } from '#server/db/new-id'
import { assignments, auditLog, leads, notices, pushDevices, pushes, reps, sessions, settings, users } from '#server/db/schema'
import { addNotice } from '#server/notices/add-notice'
import { markRead } from '#server/notices/mark-read'
import { createSendPushes, type PushSender } from '#server/push/send-pushes'
import { updateRep } from '#server/roster/update-rep'
import { createRunStore } from '#server/runs/run-store'
import { writeSetting } from '#server/settings/settings'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp, publicUrl } from '../harness/app/create-test-app'
import { type PushReceiver, startPushReceiver, type TestBrowser } from '../harness/receivers/push-receiver'
import { until } from '../harness/until'

/* F6: an offer reaches a rep on the devices that they have chosen. `ann` signs in as the owner of the workspace; a real push service answers on this machine. */

const minute = 60_000
let now = 0
let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let service: PushReceiver
let sender: PushSender
let reported: unknown[]
let phone: TestBrowser

interface Answer {
  isOnRoster: boolean
  publicKey: string
  devices: { id: string; browser: string | null; system: string | null; isThis: boolean; deliveredAt: number | null; failingSince: number | null; problem: string | null; waiting: number }[]
  error?: { message: string }
}

beforeEach(async () => {
  now = Date.now()
  world = createWorld({ now, isGrouped: true })
  ;({ app, call } = await createTestApp(world, { now: () => now }))
  world.db.update(reps).set({ userId: ownerId() }).where(eq(reps.id, 'ann')).run()
  writeSetting(world.db, 'http-hosts', ['127.0.0.1'])
  service = await startPushReceiver()
  phone = service.browser('phone')
  reported = []
  sender = newSender()
})

afterEach(async () => {
  await service.stop()
  expect(reported).toEqual([])
})

const newSender = () => createSendPushes({ ...world, isAllowed: allowedHere(world.db, { allowsPrivateHttp: false }), publicUrl, contact: 'mailto:flows@test.example', now: () => now, report: (error) => reported.push(error) })
const ownerId = () => world.db.select({ id: users.id }).from(users).get()?.id ?? ''
const list = async () => (await (await call('/api/push')).json()) as Answer
const switchOn = (subscription: unknown) => call('/api/push/devices', { method: 'PUT', json: subscription })
const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as Answer).error?.message] as const
const device = () => world.db.select().from(pushDevices).get()
const waiting = () => world.db.select().from(pushes).all()

/** Ann is told on her phone from now on. */
async function chooses(browser = phone): Promise<string> {
  await list()
  const { id } = (await (await switchOn(browser.subscription)).json()) as { id: string }
  return id
}

/** Somebody's other browser, in a session of its own. */
function otherDevice(browser: TestBrowser, { userId = ownerId(), personId = 'ann' } = {}): string {
  const id = newId(now)
  const date = new Date(now)
  world.db.insert(sessions).values({ id: `session-${id}`, token: id, userId, expiresAt: new Date(now + 3_600_000), createdAt: date, updatedAt: date }).run()
  world.db.insert(pushDevices).values({ id, personId, userId, sessionId: `session-${id}`, endpointHash: id, sealed: world.box.seal(JSON.stringify(browser.subscription)), createdAt: now }).run()
  return id
}

function tell(title: string, more: Partial<Parameters<typeof addNotice>[1]> = {}): Promise<void> {
  return world.writer.write((tx) => addNotice(tx, { effectKey: title, personId: 'ann', title, text: 'It waits.', link: '/work', ...more }, now))
}

/** Sends whatever is due by now. */
async function send(from = sender): Promise<void> {
  do {
    while (await from.turn());
    await from.idle()
  } while (await from.turn())
  await from.idle()
}
async function pass(ms: number): Promise<void> {
  now += ms
  await send()
}

async function offer(id = 'offer1'): Promise<void> {
  await world.receive({ name: 'Zoë', email: 'zoe@test.example' }, { id, now })
  const leadId = world.db.select({ id: leads.id }).from(leads).get()?.id ?? ''
  world.db.insert(assignments).values({ id, subjectType: 'lead', subjectId: leadId, repId: 'ann', level: 'First', state: 'offered', offeredAt: now }).run()
  await tell('Zoë waits', { offerId: id, link: `${publicUrl}/a/secret.token`, text: `Hi Ann,\nZoë waits.\nTake it here: ${publicUrl}/a/secret.token` })
}

describe('a device', () => {
  it('is switched on once, however often the browser says so, and listed with what it is', async () => {
    const agent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36'
    const { cookie } = await signedIn()
    const put = () => app.request('/api/push/devices', { method: 'PUT', headers: { cookie, origin: publicUrl, 'content-type': 'application/json', 'user-agent': agent }, body: JSON.stringify(phone.subscription) })
    const ids = [await put(), await put()].map((answer) => answer.json() as Promise<{ id: string }>)
    expect(await ids[0]).toEqual(await ids[1])
    const seen = (await (await app.request('/api/push', { headers: { cookie } })).json()) as Answer
    expect(seen).toMatchObject({ isOnRoster: true, publicKey: expect.stringMatching(/^B[\w-]{86}$/), devices: [{ browser: 'Chrome', system: 'Windows', isThis: true, deliveredAt: null, problem: null, waiting: 0 }] })
    const again = (await (await app.request('/api/push', { headers: { cookie } })).json()) as Answer
    expect(again.publicKey).toBe(seen.publicKey)
  })

  it('is nowhere in the clear: neither its address and keys nor our own', async () => {
    await chooses()
    const kept = JSON.stringify([world.db.select().from(pushDevices).all(), world.db.select().from(settings).all(), world.db.select().from(auditLog).all()])
    for (const secret of [phone.subscription.endpoint, ...Object.values(phone.subscription.keys), 'PRIVATE']) expect(kept).not.toContain(secret)
    expect(world.db.select({ action: auditLog.action }).from(auditLog).all().map(({ action }) => action)).toContain('push-device.added')
  })

  it.each([
    ['an address within', { endpoint: 'https://10.0.0.1/push' }],
    ['an address of this machine that is not allowed', { endpoint: 'https://[::1]/push' }],
    ['no https', { endpoint: 'http://push.example/1' }],
    ['a name and a password', { endpoint: 'https://a:b@push.example/1' }],
    ['no address', { endpoint: 'push' }],
    ['a long address', { endpoint: `https://push.example/${'x'.repeat(2_000)}` }],
    ['no key', { keys: { p256dh: 'x', auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }],
    ['a point beside the curve', { keys: { p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url'), auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }],
    ['a short secret', { keys: { auth: 'AAAA' } }],
  ])('is refused with %s', async (_, wrong: { endpoint?: string; keys?: object }) => {
    const { endpoint, keys } = phone.subscription
    expect((await switchOn({ endpoint: wrong.endpoint ?? endpoint, keys: { ...keys, ...wrong.keys } })).status).toBe(400)
    expect(device()).toBeUndefined()
  })

  it('is for who is on the roster, at most ten for each, and nobody touches those of others', async () => {
    const theirs = otherDevice(service.browser('other'), { userId: otherUser(), personId: 'bob' })
    expect((await list()).devices).toEqual([])
    expect((await call(`/api/push/devices/${theirs}/test`, { json: {} })).status).toBe(404)
    await call(`/api/push/devices/${theirs}`, { method: 'DELETE' })
    expect(device()?.id).toBe(theirs)

    for (let index = 0; index < 10; index += 1) otherDevice(service.browser(`mine${index}`))
    expect(await refusal(await switchOn(phone.subscription))).toEqual([409, expect.stringContaining('10 devices already')])
    world.db.update(reps).set({ userId: 'somebody else' }).where(eq(reps.id, 'ann')).run()
    expect(await refusal(await switchOn(phone.subscription))).toEqual([404, expect.stringContaining('not on the roster')])
    expect((await app.request('/api/push')).status).toBe(401)
  })

  it('belongs to who has switched it on last', async () => {
    await chooses()
    world.db.update(pushDevices).set({ userId: otherUser(), personId: 'bob' }).run()
    await chooses()
    expect(world.db.select({ personId: pushDevices.personId }).from(pushDevices).all()).toEqual([{ personId: 'ann' }])
  })

  it.each<[string, () => unknown]>([
    ['who signs out', () => call('/api/auth/sign-out', { json: {} })],
    ['who leaves', () => world.writer.write((tx) => updateRep(tx, { repId: 'ann', change: { active: false }, actor: { kind: 'system', id: 'test' } }, now))],
    ['who removes it', async () => call(`/api/push/devices/${device()?.id}`, { method: 'DELETE' })],
    ['whose session is over', () => world.db.update(sessions).set({ expiresAt: new Date(now - 1) }).run()],
    ['who is another on the roster by now', () => world.db.update(reps).set({ userId: 'somebody else' }).where(eq(reps.id, 'ann')).run()],
  ])('of somebody %s is told nothing any more, not even what was on its way', async (_, happens) => {
    await chooses()
    await tell('before')
    await happens()
    await send()
    await tell('after')
    await send()
    expect([phone.received(), device(), waiting()]).toEqual([[], undefined, []])
  })
})

describe('a notice', () => {
  it('is shown on each device, encrypted for it and signed by us, and says no more than the bell', async () => {
    await chooses()
    const laptop = service.browser('laptop')
    otherDevice(laptop)
    otherDevice(service.browser('bob'), { userId: otherUser(), personId: 'bob' })
    await offer()
    await send()
    const [notice] = world.db.select().from(notices).all()
    for (const browser of [phone, laptop]) {
      expect(browser.received()).toEqual([
        {
          payload: { tag: 'offer1', title: 'Zoë waits', text: 'Hi Ann, Zoë waits.', link: '/a/secret.token', noticeId: notice?.id },
          ttl: 900, urgency: 'high', topic: 'offer1', at: expect.any(Number),
          signed: { aud: service.url, exp: Math.floor(now / 1_000) + 12 * 3_600, sub: 'mailto:flows@test.example', key: (await list()).publicKey },
        },
      ])
    }
    expect([(await list()).devices.map(({ deliveredAt, waiting: left }) => [deliveredAt, left]), waiting()]).toEqual([[[now, 0], [now, 0]], []])
  })

  it('about no offer is not urgent, and worth something for a day', async () => {
    await chooses()
    await tell('New source')
    await tell('New source')
    await send()
    expect(phone.received()).toMatchObject([{ payload: { link: '/work' }, ttl: 86_400, urgency: 'normal' }])
  })

  it('that a flow gives about an offer names it, and is worth as much as there is time to answer', async () => {
    await chooses()
    await world.publish(
      buildFlow(
        { ask: ['route', { team: 'team' }], tell: ['notify', { to: ['assignee', 'manager'], channels: ['notice'] }], hold: ['await-ack', { window: minutes(10) }], end: ['end', {}] },
        { 'ask.assigned': 'tell', 'ask.nobody': 'end', 'tell.told': 'hold', 'tell.failed': 'end', 'hold.acknowledged': 'end', 'hold.timedOut': 'end', 'hold.passedOn': 'end' },
      ),
    )
    await world.receive({ name: 'Zoë', territory: 'west' }, { id: 'event', now })
    const caller = { runId: world.db.$client.prepare('select id from runs').pluck().get() as string, generation: 1 }
    const activities = createActivities({
      store: createRunStore({ ...world, publicUrl }), handlers: world.handlers, providers: world.providers, clock: { now: () => now, sleep: () => Promise.resolve() }, limits: standardLimits, report: (error) => reported.push(error),
    })
    await activities.decide({ ...caller, step: { nodeId: 'ask', visit: 1 } })
    await activities.call({ ...caller, step: { nodeId: 'tell', visit: 1 } })
    await activities.openWait({ ...caller, step: { nodeId: 'hold', visit: 1 }, snapshot: initialState() })
    const id = world.db.select({ id: assignments.id }).from(assignments).get()?.id
    expect(world.db.select({ personId: notices.personId, offerId: notices.offerId }).from(notices).all()).toEqual([{ personId: 'ann', offerId: id }, { personId: 'max', offerId: null }])
    await pass(minute)
    expect(phone.received()).toMatchObject([{ payload: { tag: id, link: expect.stringMatching(/^\/a\//) }, ttl: 540, urgency: 'high' }])
  })

  it.each<[string, () => unknown]>([
    ['was read', () => world.writer.write((tx) => markRead(tx, { personId: 'ann', noticeId: world.db.select({ id: notices.id }).from(notices).get()?.id ?? '' }, now))],
    ['is about an offer that was taken', () => world.writer.write((tx) => answerOffer(tx, { assignmentId: 'offer1', answer: 'have-it' }, now))],
    ['is about an offer that has expired', () => world.db.update(assignments).set({ state: 'expired', endedAt: now }).run()],
    ['is a day old', () => { now += 24 * 60 * minute }],
    ['was cleared', () => world.db.delete(notices).run()],
  ])('that %s meanwhile is not pushed any more', async (_, happens) => {
    await chooses()
    await offer()
    world.db.update(sessions).set({ expiresAt: new Date(now + 48 * 60 * minute) }).run()
    await happens()
    await send()
    expect([phone.received(), waiting(), device()?.problem]).toEqual([[], [], null])
  })

  it('waits with at most nineteen others for one device: the newest', async () => {
    await chooses()
    for (let index = 0; index < 30; index += 1) await tell(String(index))
    expect(waiting()).toHaveLength(20)
    await send()
    expect(phone.received().map(({ payload }) => Number(payload.title)).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 10))
  })
})

describe('a push service', () => {
  it.each([404, 410])('that does not know a browser any more (%i) ends it', async (status) => {
    await chooses()
    service.answer(phone, { status })
    await tell('one')
    await tell('two')
    await send()
    expect([phone.received().length, device(), waiting()]).toEqual([1, undefined, []])
  })

  it('that has too much is left alone as long as it says, with everything for this device', async () => {
    await chooses()
    service.answer(phone, { status: 429, headers: { 'retry-after': '60' } }, 1)
    await tell('one')
    await send()
    await tell('two')
    await pass(59_000)
    expect(phone.received()).toHaveLength(1)
    expect((await list()).devices).toMatchObject([{ waiting: 2, failingSince: null }])
    await pass(1_000)
    expect(phone.received().map(({ payload }) => payload.title)).toEqual(['one', 'one', 'two'])
    expect((await list()).devices).toMatchObject([{ waiting: 0, deliveredAt: now, problem: null }])
  })

  it.each([['answers 500', '500'], ['is down', 'could not be reached (ECONNREFUSED)']])('that %s is tried a few times, and then the device says since when it is not reached; until it is', async (_, says) => {
    await chooses()
    if (says === '500') service.answer(phone, { status: 500 })
    else await service.down()
    await tell('one')
    const began = now
    await send()
    for (const pause of [2_000, 10_000, 30_000, 2 * minute, 5 * minute, 10 * minute]) {
      expect((await list()).devices).toMatchObject([{ failingSince: null, waiting: 1 }])
      await pass(pause)
    }
    expect((await list()).devices).toMatchObject([{ failingSince: now, problem: expect.stringContaining(says), waiting: 0, deliveredAt: null }])
    expect(now - began).toBeLessThan(30 * minute)
    if (says === '500') expect(phone.received()).toHaveLength(7)
    else await service.up()
    service.heal()
    await tell('two')
    await send()
    expect((await list()).devices).toMatchObject([{ failingSince: null, problem: null, deliveredAt: now }])
  })

  it('that was not reached as long as an offer stood is said of the device, and the offer does not come late', async () => {
    await chooses()
    service.answer(phone, { status: 503 }, 1)
    await offer()
    await send()
    world.db.update(assignments).set({ state: 'expired', endedAt: now }).run()
    await pass(2_000)
    expect([phone.received().length, device()?.failingSince, device()?.problem]).toEqual([1, now, 'Its push service answered 503.'])
  })

  it('that refuses (403) is not asked again', async () => {
    await chooses()
    service.answer(phone, { status: 403 }, 1)
    await tell('one')
    await send()
    await pass(minute)
    expect([phone.received().length, device()?.problem]).toEqual([1, expect.stringContaining('refused the notice (403)')])
  })

  it('that does not answer holds up nobody else, and is tried again', { timeout: 120_000 }, async () => {
    await chooses()
    const laptop = service.browser('laptop')
    otherDevice(laptop)
    service.answer(phone, { end: 'hang' }, 1)
    await tell('one')
    while (await sender.turn());
    await until('the other device', 20_000, () => laptop.received().length === 1)
    // What comes meanwhile goes to the other at once, and waits for the slow one.
    await tell('two')
    while (await sender.turn());
    await until('the other device again', 20_000, () => laptop.received().length === 2)
    expect(phone.received()).toHaveLength(1)
    await sender.idle()
    expect((await list()).devices).toMatchObject([{ waiting: 2 }, { waiting: 0 }])
    await pass(2_000)
    expect(phone.received().map(({ payload }) => payload.title).sort()).toEqual(['one', 'one', 'two'])
  })

  it('whose name has come to lead into this machine’s network is not called', async () => {
    await chooses()
    writeSetting(world.db, 'http-hosts', [])
    await tell('one')
    await send()
    expect([phone.received(), device()?.problem]).toEqual([[], expect.stringContaining('private network')])
  })
})

describe('killed', () => {
  it('between the commit and the sending, it goes by the next process; while it was sent, again after half a minute, in the place of the first', async () => {
    await chooses()
    await tell('one')
    const [row] = waiting()
    // As another process leaves it that was killed while the push service had not answered yet.
    world.db.update(pushes).set({ attempt: 1, notBefore: now + 30_000 }).run()
    await send(newSender())
    expect(phone.received()).toEqual([])
    now += 30_000
    await send(newSender())
    expect(phone.received()).toMatchObject([{ payload: { tag: row?.noticeId }, topic: row?.noticeId }])
    expect(waiting()).toEqual([])
  })

  it('or not, two processes send each once', async () => {
    await chooses()
    for (let index = 0; index < 10; index += 1) await tell(String(index))
    const second = newSender()
    await Promise.all([send(), send(second)])
    await send()
    expect(phone.received().map(({ payload }) => payload.title).sort()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
  })
})

it('how devices do stands among the channels', async () => {
  const health = async () => ((await (await call('/api/channels')).json()) as { push: object }).push
  expect(await health()).toEqual({ devices: 0, people: 0, notReached: 0, waiting: 0, lastSentAt: null })
  await chooses()
  const laptop = service.browser('laptop')
  otherDevice(laptop)
  service.answer(laptop, { status: 403 })
  await tell('one')
  await send()
  expect(await health()).toEqual({ devices: 2, people: 1, notReached: 1, waiting: 0, lastSentAt: now })
  service.answer(phone, { status: 503 })
  await tell('two')
  await send()
  expect(await health()).toMatchObject({ waiting: 1 })
})

it('a test goes to one device at once, and not twice', async () => {
  const id = await chooses()
  expect((await call(`/api/push/devices/${id}/test`, { json: {} })).status).toBe(200)
  expect(await refusal(await call(`/api/push/devices/${id}/test`, { json: {} }))).toEqual([429, expect.stringContaining('on its way')])
  expect((await list()).devices).toMatchObject([{ waiting: 1 }])
  await send()
  expect(phone.received()).toMatchObject([{ payload: { tag: 'test', link: '/' }, ttl: 120, urgency: 'normal', topic: 'test' }])
  expect((await call(`/api/push/devices/${id}/test`, { json: {} })).status).toBe(200)
})

function otherUser(): string {
  const date = new Date(now)
  world.db.insert(users).values({ id: 'bob', name: 'Bob', email: 'bob@test.example', emailVerified: true, role: 'rep', createdAt: date, updatedAt: date }).onConflictDoNothing().run()
  return 'bob'
}

/** The owner, signed in anew; the session before is over. */
async function signedIn(): Promise<{ cookie: string }> {
  const { link } = (await (await call(`/api/people/${ownerId()}/link`, { json: {} })).json()) as { link: string }
  const welcome = await app.request(new URL(link).pathname)
  return { cookie: welcome.headers.getSetCookie().map((each) => each.split(';')[0]).join('; ') }
}
