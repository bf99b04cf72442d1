import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BusinessHours, standardHours } from '#nodes/revops/business-time'
import { changeBusinessHours } from '#server/calendar/business-hours'
import { auditLog, effects, leads, notes, runs, runSteps, waits, workItems } from '#server/db/schema'
import { buildFlow, minutes, when } from '../conformance/build-flow'
import type { Driver } from '../conformance/drivers/driver'
import { startSimulatorDriver } from '../conformance/drivers/simulator-driver'

/*
 * Every node of the library in a flow of its own, through the compiler, the store and the simulator: what it does to the
 * database and by which way it goes. What both drivers must do alike is in test/conformance.
 */

const minute = 60_000
const hour = 60 * minute
let driver: Driver
let now: number

// A Friday, 13:00 in Berlin.
const friday = Date.parse('2031-11-21T12:00:00Z')

beforeEach(async () => {
  driver = await startSimulatorDriver(friday)
  now = friday
})
afterEach(() => driver.stop())

const rules = (field: string, operator: string, value?: unknown) => when(field, operator, value).condition
const end = (reason = 'completed') => ['end', { reason }] as [string, Record<string, unknown>]
const db = () => driver.world.db

async function arrive(data: Record<string, string | number | string[] | null> = { name: 'Zoë', email: 'zoe@test.example', amount: 60, territory: 'west' }, id = 'e1'): Promise<void> {
  await driver.world.receive(data, { id, now: await driver.now() })
  await driver.settle()
}

const steps = (index = 0) => driver.world.see(index).steps
const outputOf = (nodeId: string) => db().select().from(runSteps).where(eq(runSteps.nodeId, nodeId)).orderBy(asc(runSteps.visit)).get()?.output
const dueOf = (nodeId: string) => new Date(db().select().from(waits).where(eq(waits.nodeId, nodeId)).get()?.dueAt ?? 0).toISOString()

describe('split at random', () => {
  const ways = [{ id: 'a', name: 'A', share: 50 }, { id: 'b', name: 'B', share: 50 }]

  it('sends a person the same way with each inquiry, and different people different ways', async () => {
    await driver.world.publish(buildFlow({ draw: ['split', { ways }], a: end('accepted'), b: end('queued') }, { 'draw.a': 'a', 'draw.b': 'b' }))
    for (let index = 0; index < 40; index += 1) await arrive({ name: 'Zoë', email: `p${index % 20}@test.example` }, `e${index}`)
    const went = db().$client.prepare('select leads.contact_id as contact, count(*) as leads, group_concat(distinct outlet) as outlets from run_steps join runs on runs.id = run_id join leads on leads.id = subject_id where node_id = ? group by 1').all('draw') as { leads: number; outlets: string }[]
    expect(went.map(({ leads: count }) => count)).toEqual(new Array(20).fill(2))
    expect([...new Set(went.map(({ outlets }) => outlets))].sort()).toEqual(['a', 'b'])
  })
})

describe('choose one of several ways', () => {
  const ways = [
    { id: 'big', name: 'Large', condition: rules('lead.amount', '>=', 50) },
    { id: 'west', name: 'West', condition: rules('lead.territory', '=', 'west') },
  ]
  const flow = () => buildFlow({ ask: ['switch', { ways }], a: end('accepted'), b: end('queued'), c: end('rejected') }, { 'ask.big': 'a', 'ask.west': 'b', 'ask.otherwise': 'c' })

  it.each<[string, Record<string, string | number>, string]>([
    ['the first that fits, though the next would too', { amount: 60, territory: 'west' }, 'big'],
    ['the second', { amount: 10, territory: 'west' }, 'west'],
    ['none', { amount: 10, territory: 'east' }, 'otherwise'],
    ['a missing field', {}, 'otherwise'],
  ])('%s', async (_, data, outlet) => {
    await driver.world.publish(flow())
    await arrive(data)
    expect(steps()[0]).toBe(`ask.1 → ${outlet}`)
  })

  it('keeps its lines when ways are renamed and moved', async () => {
    const moved = flow()
    const node = moved.nodes.find((each) => each.id === 'ask')
    if (node) node.params = { ways: [{ ...ways[1], name: 'The west' }, ways[0]] }
    await driver.world.publish(moved)
    await arrive()
    expect(steps()).toEqual(['ask.1 → west', 'b.1 → '])
  })
})

describe('wait for a time', () => {
  const flow = (params: Record<string, unknown>, dated = false) =>
    buildFlow({ nap: ['wait', params], done: end(), none: end('rejected') }, { 'nap.done': 'done', ...(dated && { 'nap.noDate': 'none' }) })
  const undated = (params: Record<string, unknown>) => {
    const made = flow(params)
    return { ...made, nodes: made.nodes.filter((node) => node.id !== 'none') }
  }

  it.each<[string, Record<string, unknown>, string]>([
    ['working time over the weekend', { kind: 'business-time', businessFor: { amount: 6, unit: 'h' } }, '2031-11-24T10:00:00.000Z'],
    ['two working days', { kind: 'business-time', businessFor: { amount: 2, unit: 'd' } }, '2031-11-25T12:00:00.000Z'],
    ['until people work: at once', { kind: 'business-time', business: 'opening' }, '2031-11-21T12:00:00.000Z'],
    ['a length of time', { kind: 'for', duration: minutes(5) }, '2031-11-21T12:05:00.000Z'],
  ])('%s', async (_, params, due) => {
    await driver.world.publish(undated(params))
    await arrive()
    expect(dueOf('nap')).toBe(due)
    await driver.advanceTo(Date.parse(due))
    expect(steps()).toEqual(['nap.1 → done', 'done.1 → '])
  })

  it('uses the hours and holidays of the workspace', async () => {
    const hours = BusinessHours.parse({ ...standardHours, zone: 'Asia/Kathmandu', to: '24:00', from: '12:00', holidays: ['2031-11-24'] })
    await driver.world.writer.write((tx) => changeBusinessHours(tx, { hours, actor: { kind: 'system', id: 'test' } }, now))
    await driver.world.publish(undated({ kind: 'business-time', businessFor: { amount: 8, unit: 'h' } }))
    await arrive()
    // 17:45 in Kathmandu: 6 h 15 min are left of Friday, Monday is a holiday, and 1 h 45 min of Tuesday.
    expect(dueOf('nap')).toBe('2031-11-25T08:00:00.000Z')
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['at it', {}, '2031-12-01T23:00:00.000Z'],
    ['before it', { offset: 'before', by: { amount: 2, unit: 'd' } }, '2031-11-29T23:00:00.000Z'],
    ['after it', { offset: 'after', by: minutes(30) }, '2031-12-01T23:30:00.000Z'],
  ])('until a date of the lead, %s', async (_, params, due) => {
    await driver.world.publish(flow({ kind: 'date-field', dateField: 'lead.more.renewsOn', ...params }, true))
    await arrive({ name: 'Zoë', renewsOn: '2031-12-02' })
    expect(dueOf('nap')).toBe(due)
    await driver.advanceTo(Date.parse(due))
    expect(steps()).toEqual(['nap.1 → done', 'done.1 → '])
  })

  it.each([['is missing', {}], ['cannot be read', { renewsOn: 'soon' }]])('a date that %s has a way of its own', async (_, data) => {
    await driver.world.publish(flow({ kind: 'date-field', dateField: 'lead.more.renewsOn' }, true))
    await arrive({ name: 'Zoë', ...data })
    expect(steps()).toEqual(['nap.1 → noDate', 'none.1 → '])
  })

  it('a date that has passed is over at once', async () => {
    await driver.world.publish(flow({ kind: 'date-field', dateField: 'lead.receivedAt', offset: 'before', by: minutes(5) }, true))
    await arrive()
    await driver.settle()
    expect(steps()).toEqual(['nap.1 → done', 'done.1 → '])
  })
})

describe('wait for an event', () => {
  const flow = (params: Record<string, unknown> = {}) =>
    buildFlow(
      { hold: ['await-event', { events: [{ id: 'reply', type: 'email.replied' }, { id: 'order', type: 'order.paid', field: 'order.id', equals: '{{ lead.more.orderId }}' }], window: minutes(60), ...params }], a: end('accepted'), b: end('queued'), c: end('rejected') },
      { 'hold.reply': 'a', 'hold.order': 'b', 'hold.timedOut': 'c' },
    )

  it('the first of several decides, and hands on what came with it', async () => {
    await driver.world.publish(flow())
    await arrive({ name: 'Zoë', orderId: 'o-7' })
    await driver.world.event('email.replied', { text: 'yes' }, { id: 'r1', now })
    await driver.settle()
    expect(steps()).toEqual(['hold.1 → reply', 'a.1 → '])
    expect(outputOf('hold')).toMatchObject({ type: 'email.replied', data: { text: 'yes' } })
  })

  it('nothing in time', async () => {
    await driver.world.publish(flow())
    await arrive({ name: 'Zoë', orderId: 'o-7' })
    await driver.advanceTo(now + 61 * minute)
    expect(steps()).toEqual(['hold.1 → timedOut', 'c.1 → '])
  })

  it('what came before the wait, within the look-back, is taken at once', async () => {
    const late = buildFlow(
      { nap: ['wait', { duration: minutes(30) }], hold: ['await-event', { events: [{ id: 'reply', type: 'email.replied' }], window: minutes(60), lookBack: minutes(45) }], a: end('accepted'), c: end('rejected') },
      { 'nap.done': 'hold', 'hold.reply': 'a', 'hold.timedOut': 'c' },
    )
    await driver.world.publish(late)
    await arrive()
    await driver.world.event('email.replied', { text: 'early' }, { id: 'r1', now })
    await driver.advanceTo(now + 31 * minute)
    expect(steps()).toEqual(['nap.1 → done', 'hold.1 → reply', 'a.1 → '])
    expect(outputOf('hold')).toMatchObject({ data: { text: 'early' } })
  })

  it('an event is taken once by a wait that goes round', async () => {
    const round = buildFlow(
      { hold: ['await-event', { events: [{ id: 'reply', type: 'email.replied' }], window: minutes(60) }], c: end('rejected') },
      { 'hold.reply': 'hold', 'hold.timedOut': 'c' },
    )
    await driver.world.publish(round)
    await arrive()
    await driver.world.event('email.replied', { text: '1' }, { id: 'r1', now })
    await driver.settle()
    await driver.world.event('email.replied', { text: '2' }, { id: 'r2', now })
    await driver.advanceTo(now + 61 * minute)
    expect(steps()).toEqual(['hold.1 → reply', 'hold.2 → reply', 'hold.3 → timedOut', 'c.1 → '])
  })

  it('an event that is told apart by an empty value fails the step instead of taking any', async () => {
    await driver.world.publish(flow({ events: [{ id: 'reply', type: 'order.paid', field: 'id', equals: '{{ lead.more.none }}' }, { id: 'order', type: 'order.paid', field: 'id', equals: '' }] }))
    await arrive()
    expect(steps()).toEqual(['hold.1 → failed: no-value'])
  })
})

describe('several things at once', () => {
  const flow = (join: Record<string, unknown>, second: [string, Record<string, unknown>] = ['wait', { duration: minutes(20) }]) =>
    buildFlow(
      { split: ['fork', {}], one: ['wait', { duration: minutes(5) }], two: second, meet: ['join', join], yes: end('accepted'), no: end('rejected') },
      { 'split.a': 'one', 'split.b': 'two', 'one.done': 'meet', [second[0] === 'wait' ? 'two.done' : 'two.next']: 'meet', 'meet.done': 'yes', 'meet.incomplete': 'no' },
    )

  it('all branches are waited for', async () => {
    await driver.world.publish(flow({ need: 'all' }))
    await arrive()
    await driver.advanceTo(now + 6 * minute)
    expect(driver.world.see().endReason).toBeNull()
    await driver.advanceTo(now + 21 * minute)
    expect(driver.world.see()).toMatchObject({ state: 'done', endReason: 'accepted' })
  })

  it('the first one is enough', async () => {
    await driver.world.publish(flow({ need: 'first' }))
    await arrive()
    await driver.advanceTo(now + 6 * minute)
    expect(driver.world.see()).toMatchObject({ state: 'done', endReason: 'accepted' })
  })

  it('a branch that ends elsewhere leaves it incomplete', async () => {
    const made = flow({ need: 'all' })
    made.nodes.push({ id: 'stop', type: 'end', label: 'stop', params: {}, position: { x: 0, y: 900 } })
    for (const edge of made.edges) if (edge.from.node === 'two') edge.to.node = 'stop'
    await driver.world.publish(made)
    await arrive()
    await driver.advanceTo(now + 21 * minute)
    expect(driver.world.see()).toMatchObject({ state: 'done', endReason: 'rejected' })
  })
})

describe('for each', () => {
  const flow = (params: Record<string, unknown>, body: [string, Record<string, unknown>], way = 'created') =>
    buildFlow({ loop: ['for-each', params], job: body, done: end() }, { 'loop.each': 'job', [`job.${way}`]: 'loop', 'loop.done': 'done' })
  const titles = () => db().select().from(workItems).orderBy(asc(workItems.id)).all().map((item) => item.title)

  it('entry of a list, with its number', async () => {
    await driver.world.publish(flow({ over: 'list', list: 'lead.skills' }, ['work-item', { title: '{{ item.number }} of {{ item.count }}: {{ item.value }}' }]))
    await arrive({ name: 'Zoë', skills: ['german', 'logistics'] })
    expect(titles()).toEqual(['1 of 2: german', '2 of 2: logistics'])
    expect(steps().at(-1)).toBe('done.1 → ')
  })

  it('line of a text, empty ones left out', async () => {
    await driver.world.publish(flow({ over: 'lines', lines: '{{ lead.name }}\n\n  {{ lead.email }} \n' }, ['work-item', { title: 'Ask {{ item.value }}' }]))
    await arrive()
    expect(titles()).toEqual(['Ask Zoë', 'Ask zoe@test.example'])
  })

  it('nothing is none', async () => {
    await driver.world.publish(flow({ over: 'list', list: 'lead.more.things' }, ['work-item', { title: 'x' }]))
    await arrive()
    expect(steps()).toEqual(['loop.1 → done', 'done.1 → '])
  })

  it('lead that fits: each is changed on its own, and only ids are kept', async () => {
    const everyone = flow({ over: 'leads', fit: rules('lead.amount', '>', 50) }, ['update-record', { about: 'item', changes: [{ field: 'lead.note', value: 'Seen {{ item.name }}' }] }], 'done')
    await driver.world.writer.write(() => undefined)
    await driver.world.publish(buildFlow({ stop: end() }, {}))
    for (const [index, name] of ['Ann', 'Bea', 'Cid'].entries()) await arrive({ name, amount: 40 + index * 20 }, `lead-${name}`)
    await driver.world.publish(everyone)
    await arrive({ name: 'Zoë', amount: 10 }, 'go')
    expect(db().select().from(leads).orderBy(asc(leads.id)).all().map((lead) => lead.note)).toEqual([null, 'Seen Bea', 'Seen Cid', null])
  })

  it('too many leads: nothing is done by halves', async () => {
    await driver.world.publish(buildFlow({ stop: end() }, {}))
    for (const name of ['Ann', 'Bea', 'Cid']) await arrive({ name }, `lead-${name}`)
    await driver.world.publish(flow({ over: 'leads', limit: 3 }, ['work-item', { title: 'x' }]))
    await arrive({ name: 'Zoë' }, 'go')
    expect(steps(3)).toEqual(['loop.1 → failed: too-many'])
    expect(titles().filter((title) => title === 'x')).toEqual([])
  })

  it('repeat goes round so often and no more', async () => {
    await driver.world.publish(buildFlow({ loop: ['repeat', { times: 3 }], job: ['work-item', { title: 'Round {{ item.number }}' }], done: end() }, { 'loop.each': 'job', 'job.created': 'loop', 'loop.done': 'done' }))
    await arrive()
    expect(titles()).toEqual(['Round 1', 'Round 2', 'Round 3'])
    expect(driver.world.see().state).toBe('done')
  })

  it('a step for the lead of the round, outside of one, says so', async () => {
    await driver.world.publish(buildFlow({ note: ['add-note', { about: 'item', text: 'x' }], done: end() }, { 'note.added': 'done' }))
    await arrive()
    expect(steps()).toEqual(['note.1 → failed: no-item'])
  })
})

describe('run another flow', () => {
  const child = (body: [string, Record<string, unknown>] = ['wait', { duration: minutes(10) }]) => {
    const made = buildFlow({ nap: body, stop: end() }, { [body[0] === 'wait' ? 'nap.done' : 'nap.added']: 'stop' })
    for (const node of made.nodes) if (node.id === 'in') node.type = 'manual-trigger'
    return { ...made, name: 'Child' }
  }
  const parent = (flowId: string, params: Record<string, unknown> = {}) =>
    buildFlow({ sub: ['sub-flow', { flow: flowId, limit: minutes(60), ...params }], a: end('accepted'), b: end('rejected'), c: end('queued') }, { 'sub.done': 'a', ...(params.waits !== false && { 'sub.failed': 'b', 'sub.timedOut': 'c' }) })

  async function start(body?: [string, Record<string, unknown>], params?: Record<string, unknown>): Promise<void> {
    await driver.world.publish(buildFlow({ stop: end() }, {}))
    const { flowId } = await driver.world.publishOther(child(body))
    const made = parent(flowId, params)
    await driver.world.publish(params?.waits === false ? { ...made, nodes: made.nodes.filter((node) => node.id !== 'b' && node.id !== 'c') } : made)
    await arrive()
  }
  const ended = () => db().select().from(runs).orderBy(asc(runs.id)).all().map((run) => run.endReason)

  it('and wait for its end', async () => {
    await start()
    expect(driver.world.see().state).toBe('waiting')
    await driver.advanceTo(now + 11 * minute)
    expect(steps()).toEqual(['sub.1 → done', 'a.1 → '])
    expect(ended()).toEqual(['accepted', 'completed'])
  })

  it('without waiting', async () => {
    await start(undefined, { waits: false })
    expect(steps()).toEqual(['sub.1 → done', 'a.1 → '])
    expect(ended()).toEqual(['accepted', null])
    expect(outputOf('sub')).toMatchObject({ runId: expect.any(String) })
  })

  it('that fails', async () => {
    await start(['add-note', { about: 'item', text: 'x' }])
    expect(steps()).toEqual(['sub.1 → failed', 'b.1 → '])
  })

  it('that takes too long', async () => {
    await start(['wait', { duration: minutes(600) }])
    await driver.advanceTo(now + hour)
    expect(steps()).toEqual(['sub.1 → timedOut', 'c.1 → '])
  })

  it('that is not published blocks publishing', async () => {
    await driver.world.publish(buildFlow({ stop: end() }, {}))
    await expect(driver.world.publish(parent('nowhere'))).rejects.toMatchObject({ code: 'flow-has-errors' })
  })
})

describe('call a web address', () => {
  const flow = (params: Record<string, unknown> = {}) =>
    buildFlow(
      { call: ['http-request', { url: 'https://crm.example/leads?mail={{ lead.email | url_encode }}', ...params }], a: end('accepted'), b: end('rejected'), c: end('queued') },
      { 'call.done': 'a', 'call.refused': 'b', 'call.failed': 'c' },
    )

  it('sends what the lead says, once, and keeps the answer', async () => {
    driver.world.providers.http = async (request) => {
      driver.world.sent.push({ key: 'k', request })
      return { state: 'done', response: { status: 201, headers: {}, body: { id: 'c-7' }, isCut: false } }
    }
    await driver.world.publish(flow({ headers: [{ name: 'X-Team', value: '{{ lead.territory }}' }] }))
    await arrive({ name: 'Zoë "Z" O’Neil', email: 'a+b@test.example', territory: 'west' })
    expect(steps()).toEqual(['call.1 → done', 'a.1 → '])
    expect(driver.world.sent).toHaveLength(1)
    expect(driver.world.sent[0]?.request).toMatchObject({
      method: 'POST', url: 'https://crm.example/leads?mail=a%2Bb%40test.example', headers: { 'x-team': 'west', 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Zoë "Z" O’Neil', email: 'a+b@test.example' }),
    })
    expect(outputOf('call')).toMatchObject({ status: 201, body: { id: 'c-7' } })
  })

  it.each<[number, string]>([[204, 'done'], [302, 'done'], [404, 'refused'], [501, 'failed']])('an answer of %d goes by “%s”', async (status, outlet) => {
    driver.world.providers.http = async () => ({ state: 'done', response: { status, headers: {}, body: null, isCut: false } })
    await driver.world.publish(flow())
    await arrive()
    expect(steps()[0]).toBe(`call.1 → ${outlet}`)
  })

  it('holds the run while it must be tried again', async () => {
    let tries = 0
    driver.world.providers.http = async () => {
      tries += 1
      return tries < 3 ? { state: 'retry', reason: 'The web address answered 503.', retryAfterMs: 90_000 } : { state: 'done', response: { status: 200, headers: {}, body: null, isCut: false } }
    }
    await driver.world.publish(flow())
    await arrive()
    expect(driver.world.see()).toMatchObject({ state: 'running', effects: ['call.1 http web claimed'] })
    await driver.advanceTo(now + 5 * minute)
    expect([tries, steps()[0]]).toEqual([3, 'call.1 → done'])
  })

  it('one in doubt goes before a person, and is not sent again', async () => {
    let tries = 0
    driver.world.providers.http = async () => {
      tries += 1
      return { state: 'unknown', reason: 'The web address took the request and did not answer in time.' }
    }
    await driver.world.publish(flow())
    await arrive()
    await driver.advanceTo(now + hour)
    expect(tries).toBe(1)
    expect(db().select().from(effects).get()?.state).toBe('unknown')
    expect(driver.world.see().work).toContain('effect-unknown')
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['an address that is none', { url: 'https://{{ lead.more.host }}' }, 'bad-url'],
    ['a password in the address', { url: 'https://a:b@crm.example/' }, 'bad-url'],
    ['a body that is not JSON', { body: '{ "name": "{{ lead.name }}" }' }, 'bad-body'],
    ['a header that cannot be sent', { headers: [{ name: 'x-name', value: '{{ lead.name }}' }] }, 'bad-header'],
  ])('%s fails the step before anything is sent', async (_, params, code) => {
    await driver.world.publish(flow(params))
    await arrive({ name: 'Zoë "🦊"' })
    expect([steps()[0], driver.world.sent.length]).toEqual([`call.1 → failed: ${code}`, 0])
  })
})

describe('notes and tasks', () => {
  it('a note stands at the lead, with the run that wrote it', async () => {
    await driver.world.publish(buildFlow({ note: ['add-note', { text: 'Spoke of {{ lead.amount }}' }], empty: ['add-note', { text: '{{ lead.more.none }}' }], done: end() }, { 'note.added': 'empty', 'empty.added': 'done' }))
    await arrive()
    const [note, ...others] = db().select().from(notes).all()
    expect([note?.text, note?.subjectId, note?.runId, others]).toEqual(['Spoke of 60', db().select().from(leads).get()?.id, db().select().from(runs).get()?.id, []])
    expect(db().select().from(auditLog).where(eq(auditLog.action, 'note.added')).all()).toHaveLength(1)
  })

  it('a task is due by the clock or by working time', async () => {
    await driver.world.publish(buildFlow({ a: ['work-item', { title: 'A', due: { amount: 1, unit: 'd' } }], b: ['work-item', { title: 'B', due: { amount: 1, unit: 'd' }, counts: 'business' }], done: end() }, { 'a.created': 'b', 'b.created': 'done' }))
    await arrive()
    expect(db().select().from(workItems).orderBy(asc(workItems.id)).all().map((item) => [item.title, new Date(item.dueAt).toISOString()])).toEqual([['A', '2031-11-22T12:00:00.000Z'], ['B', '2031-11-24T12:00:00.000Z']])
  })
})
