import { Webhook } from 'standardwebhooks'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSource } from '#server/events/create-source'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const flow = buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }] }, { 'nap.done': 'done' })
const actor = { kind: 'system' as const, id: 'test' }

let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let reported: unknown[]
let signed: { id: string; secret: string }
let inPath: { id: string; secret: string }
let api: { id: string; secret: string }

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  await world.publish(flow)
  ;({ app, reported } = await createTestApp(world))
  signed = createSource(world.db, world.box, { name: 'Signed', kind: 'signed-webhook', actor }, Date.now())
  inPath = createSource(world.db, world.box, { name: 'Path', kind: 'path-webhook', actor }, Date.now())
  api = createSource(world.db, world.box, { name: 'API', kind: 'api', actor }, Date.now())
})

function hook(body: string, more: { id?: string; at?: Date; secret?: string; source?: string; headers?: Record<string, string> } = {}) {
  const { id = 'msg_1', at = new Date(), secret = signed.secret, source = signed.id } = more
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(secret).sign(id, at, body), ...more.headers }
  return app.request(`/hooks/${source}`, { method: 'POST', headers, body })
}

const count = (table: string) => world.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number
const messageOf = async (answer: Response) => ((await answer.json()) as { error: { code: string; message: string } }).error

describe('T7 signed webhooks', () => {
  it('are accepted once the event, the lead, the run and its start are durable', async () => {
    const answer = await hook('{"name":"Zoë","email":"zoe@test.example"}')
    expect([answer.status, await answer.json()]).toEqual([202, { id: expect.any(String), state: 'new' }])
    expect([count('events'), count('leads'), count('runs'), count('outbox')]).toEqual([1, 1, 1, 1])
  })

  it('three times at once make one lead and one run, and are all accepted', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => hook('{"name":"Zoë"}')))
    expect(answers.map((each) => each.status)).toEqual([202, 202, 202])
    expect([count('events'), count('leads'), count('runs')]).toEqual([1, 1, 1])
  })

  it.each([
    ['a wrong secret', { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
    ['another source', { source: 'nowhere' }],
    ['a clock ten minutes off', { at: new Date(Date.now() - 10 * 60_000) }],
    ['no signature', { headers: { 'webhook-signature': '' } }],
  ])('with %s are refused, and nothing is kept', async (_name, more) => {
    const answer = await hook('{"name":"Zoë"}', more)
    expect(answer.status).toBe(401)
    expect((await messageOf(answer)).code).toBe('bad-signature')
    expect(count('events')).toBe(0)
  })

  it('that are replayed much later under the same id start nothing', async () => {
    await hook('{"name":"Zoë"}', { id: 'old' })
    expect(await (await hook('{"name":"Zoë"}', { id: 'old' })).json()).toMatchObject({ state: 'duplicate' })
    expect(count('runs')).toBe(1)
  })
})

describe('bad bodies', () => {
  it.each([
    ['not JSON', '{"name": ', 400, /not JSON/],
    ['no object', '[1,2]', 400, /must be a JSON object/],
    ['a type that is none', '{"type":"Deal won!","data":{}}', 400, /lower case with dots/],
    ['too deep', `{"more":${'{"a":'.repeat(30)}1${'}'.repeat(30)}}`, 400, /levels deep/],
  ])('%s', async (_name, body, status, message) => {
    const answer = await hook(body)
    expect(answer.status).toBe(status)
    expect((await messageOf(answer)).message).toMatch(message)
    expect(count('events')).toBe(0)
  })

  it('of 10 MB are refused without being read', async () => {
    const answer = await hook(JSON.stringify({ name: 'x'.repeat(10_000_000) }))
    expect(answer.status).toBe(413)
    expect((await messageOf(answer)).message).toMatch(/larger than 256 kB/)
  })

  it('with odd fields are kept with what they have', async () => {
    await hook('{"name":42,"email":"  ZOE@Test.Example ","phone":"+49 221 5550100","amount":"many","skills":"a, b,","extra":{"x":1}}')
    const lead = world.db.$client.prepare('select name, email, amount, skills, more from leads').get()
    expect(lead).toEqual({ name: '42', email: 'ZOE@Test.Example', amount: null, skills: '["a","b"]', more: '{"extra":{"x":1}}' })
    const contact = world.db.$client.prepare('select email_norm, phone_norm from contacts').get()
    expect(contact).toEqual({ email_norm: 'zoe@test.example', phone_norm: '+492215550100' })
  })
})

describe('D1 the same person', () => {
  it('is one contact with two leads, by e-mail in any case or by phone', async () => {
    await hook('{"name":"Zoë","email":"zoe@test.example"}', { id: 'a' })
    await hook('{"name":"Z.","email":"ZOE@TEST.example","phone":"+49 221 5550100"}', { id: 'b' })
    expect([count('leads'), count('contacts')]).toEqual([2, 1])
  })
})

describe('other ways in', () => {
  it('take a secret in the path, and the same body again is the same event', async () => {
    const send = () => app.request(`/in/${inPath.secret}`, { method: 'POST', body: '{"name":"Zoë"}' })
    expect([(await send()).status, await (await send()).json()]).toEqual([202, expect.objectContaining({ state: 'duplicate' })])
    expect((await app.request('/in/wrong', { method: 'POST', body: '{}' })).status).toBe(404)
  })

  it('take a token and an idempotency key', async () => {
    const send = (token: string) => app.request('/api/leads', { method: 'POST', headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k1' }, body: '{"name":"Zoë"}' })
    expect([(await send(api.secret)).status, (await send('x'.repeat(32))).status, (await send(inPath.secret)).status]).toEqual([202, 401, 401])
  })
})

describe('what follows an event throws', () => {
  it('the event alone is kept, with a work item, and is still accepted; trying again takes it further', async () => {
    world.db.$client.exec(`create trigger broken before insert on leads begin select raise(abort, 'no room'); end`)
    const answer = await hook('{"name":"Zoë"}')
    expect([answer.status, await answer.json()]).toEqual([202, { id: expect.any(String), state: 'stuck' }])
    expect([count('events'), count('leads'), count('runs'), count('work_items')]).toEqual([1, 0, 0, 1])
    expect(reported).toHaveLength(1)
  })
})

describe('without a session', () => {
  it.each(['/api/flows', '/api/runs', '/api/work', '/api/roster', '/api/mailbox', '/api/sample', '/api/live', '/api/people'])('%s answers nothing', async (path) => {
    expect((await app.request(path)).status).toBe(401)
  })

  it('health and who-am-I answer', async () => {
    expect((await app.request('/health')).status).toBe(200)
    expect(await (await app.request('/api/me')).json()).toMatchObject({ user: null })
  })
})
