import { beforeEach, describe, expect, it } from 'vitest'
import { createSource } from '#server/events/create-source'
import { createReceiveEvent } from '#server/events/receive-event'
import { createEventsService } from '#server/events/events-service'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '../harness/app/create-test-app'

const napOn = (event: string) => buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }], in: ['event-trigger', { event }] }, { 'nap.done': 'done' })

let world: World
let app: Awaited<ReturnType<typeof createTestApp>>['app']
let call: Awaited<ReturnType<typeof createTestApp>>['call']
let token: string

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  ;({ app, call } = await createTestApp(world))
  token = createSource(world.db, world.box, { name: 'CRM', kind: 'api', actor: { kind: 'system', id: 'test' } }, Date.now()).secret
})

const send = (body: unknown, path = '/api/events') => app.request(path, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) })
const answer = async (response: Response | Promise<Response>): Promise<Record<string, unknown>> => ({ status: (await response).status, ...((await (await response).json()) as Record<string, unknown>) })
const count = (table: string) => world.db.$client.prepare(`select count(*) from ${table}`).pluck().get() as number
const newLead = async (data: Record<string, unknown>, id: string) => (await answer(send({ type: 'lead.received', id, data }))).subject as { type: string; id: string }

describe('events of any type', () => {
  it('find their lead by its id, by e-mail or by phone, and start the flows of their type', async () => {
    await world.publishOther(napOn('meeting.booked'))
    const subject = await newLead({ name: 'Zoë', email: 'zoe@test.example', phone: '+49 221 5550100' }, 'lead-1')
    expect(count('runs')).toBe(0)
    for (const [id, lead] of Object.entries({ a: subject.id, b: { email: ' ZOE@test.example' }, c: { phone: '+492215550100' } })) {
      expect(await answer(send({ type: 'meeting.booked', id, lead, data: { at: 'noon' } }))).toMatchObject({ status: 202, state: 'new', subject })
    }
    expect(await answer(send({ type: 'meeting.booked', id: 'd', data: { email: 'zoe@test.example' } }))).toMatchObject({ status: 202, subject })
    expect(count('runs')).toBe(4)
  })

  it('are about the newest lead of the contact that is not over', async () => {
    await newLead({ email: 'zoe@test.example' }, '1')
    const second = await newLead({ email: 'zoe@test.example' }, '2')
    const third = await newLead({ email: 'zoe@test.example' }, '3')
    world.db.$client.prepare(`update leads set state = 'rejected' where id = ?`).run(third.id)
    expect(await answer(send({ type: 'email.replied', id: 'r', lead: { email: 'zoe@test.example' } }))).toMatchObject({ subject: second })
  })

  it('without a lead that is known are kept, and start nothing', async () => {
    await world.publishOther(napOn('deal.won'))
    expect(await answer(send({ type: 'deal.won', id: 'w', lead: { email: 'nobody@test.example' }, data: { amount: 5 } }))).toEqual({ status: 202, id: expect.any(String), state: 'new', subject: null })
    expect([count('events'), count('leads'), count('runs')]).toEqual([1, 0, 0])
  })

  it('that shall start nothing still answer and are kept', async () => {
    await world.publishOther(napOn('deal.won'))
    const { id } = await newLead({ name: 'Zoë' }, '1')
    await createReceiveEvent(world.db, world.writer, console.error)({ sourceId: world.sourceId, externalId: 'w', type: 'deal.won', lead: id, data: {}, occurredAt: 0, startsFlows: false }, Date.now())
    expect([count('events'), count('runs')]).toEqual([2, 0])
  })

  it('sent three times at once are one event and one run', async () => {
    await world.publishOther(napOn('deal.won'))
    const { id: lead } = await newLead({ name: 'Zoë' }, '1')
    const states = await Promise.all([1, 2, 3].map(async () => (await answer(send({ type: 'deal.won', id: 'w', lead }))).state))
    expect(states.sort()).toEqual(['duplicate', 'duplicate', 'new'])
    expect(count('runs')).toBe(1)
  })

  it('keep the sender’s time apart from their arrival', async () => {
    await send({ type: 'deal.won', id: 'w', occurredAt: '2026-01-02T03:04:05Z' })
    expect(world.db.$client.prepare('select occurred_at from events').pluck().get()).toBe(Date.parse('2026-01-02T03:04:05Z'))
  })

  it.each([
    ['a type in capitals', { type: 'Deal.Won' }, 400],
    ['a type of 61 characters', { type: 'x'.repeat(61) }, 400],
    ['a type that is a number', { type: 5 }, 400],
    ['a lead that is none', { type: 'deal.won', lead: 5 }, 400],
    ['a lead without anything', { type: 'deal.won', lead: {} }, 400],
    ['data that is no object', { type: 'deal.won', data: [1] }, 400],
    ['an id that is too long', { type: 'deal.won', id: 'x'.repeat(201) }, 400],
    ['more than 20 kB of data', { type: 'deal.won', data: { text: 'x'.repeat(21_000) } }, 413],
  ])('are refused with %s, and nothing is kept', async (_name, body, status) => {
    expect((await send(body)).status).toBe(status)
    expect(count('events')).toBe(0)
  })

  it('of 20 kB stay whole', async () => {
    const data = { text: 'x'.repeat(20_000) }
    expect((await send({ type: 'deal.won', id: 'w', data })).status).toBe(202)
    expect(JSON.parse(world.db.$client.prepare('select data from events').pluck().get() as string)).toEqual(data)
  })

  it('are not taken for leads where only leads come in', async () => {
    expect((await send({ type: 'deal.won', data: {} }, '/api/leads')).status).toBe(400)
  })

  it('need a token', async () => {
    expect((await app.request('/api/events', { method: 'POST', body: '{"type":"deal.won"}' })).status).toBe(401)
  })

  it('come by a path of their own as well', async () => {
    const made = (await (await call('/api/sources', { json: { name: 'Calendar', kind: 'path-webhook' } })).json()) as { address: string }
    const path = new URL(made.address).pathname
    const response = app.request(path, { method: 'POST', body: JSON.stringify({ type: 'meeting.booked', data: { email: 'zoe@test.example' } }) })
    expect(await answer(response)).toMatchObject({ status: 202, state: 'new', subject: null })
    expect(JSON.stringify(await (await call('/api/sources')).json())).not.toContain(path)
  })
})

describe('looking back', () => {
  it('finds the oldest event since, which no wait of the run has taken and which did not start it', async () => {
    const start = Date.now()
    const { flowId } = await world.publishOther(napOn('call.logged'))
    const subject = await newLead({ name: 'Zoë' }, '1')
    for (const id of ['a', 'b', 'c']) await send({ type: 'call.logged', id, lead: subject.id, data: { callId: id } })
    const run = world.db.$client.prepare('select id, event_id from runs where flow_id = ? order by id limit 1').get(flowId) as { id: string; event_id: string }
    const service = createEventsService(world.db)(Date.now())
    const lead = { type: 'lead' as const, id: subject.id }
    const bySubject = { key: service.keyFor('call.logged', { subject: lead }), outlet: 'yes' }
    const byField = (value: string) => ({ key: service.keyFor('call.logged', { field: 'callId', value }) })

    expect(service.lookBack(run.id, [bySubject], start)).toMatchObject({ key: bySubject, event: { data: { callId: 'b' } } })
    expect(service.lookBack(run.id, [byField('c')], start)?.event.data).toEqual({ callId: 'c' })
    expect(service.lookBack(run.id, [byField('c'), bySubject], start)?.event.data).toEqual({ callId: 'b' })
    expect(service.lookBack(run.id, [byField('nothing')], start)).toBeUndefined()
    expect(service.lookBack(run.id, [bySubject], Date.now() + 1_000)).toBeUndefined()

    const b = world.db.$client.prepare(`select id from events where external_id = 'b'`).pluck().get()
    world.db.$client.prepare(`insert into waits (run_id, node_id, visit, state, opened_at, due_at, event_id) values (?, 'x', 1, 'answered', 0, 0, ?)`).run(run.id, b)
    expect(service.lookBack(run.id, [bySubject], start)?.event.data).toEqual({ callId: 'c' })
  })
})

describe('a source', () => {
  it('starts its own flows and no others', async () => {
    const { id } = (await (await call('/api/sources', { json: { name: 'Form', kind: 'api' } })).json()) as { id: string }
    const mine = world.db.$client.prepare(`select id from sources where name = 'CRM'`).pluck().get() as string
    const on = (source: string) => buildFlow({ done: ['end', { reason: 'completed' }], in: ['webhook-trigger', { source }] }, {})
    await world.publishOther(on(mine))
    await world.publishOther(on(id))
    await newLead({ name: 'Zoë' }, '1')
    expect(count('runs')).toBe(1)
  })
})
