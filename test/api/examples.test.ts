import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FlowDocument } from '#engine/graph/flow'
import { createWorld, type World } from '#test/conformance/world'
import { buildFlow, minutes } from '#test/conformance/build-flow'
import { fallback, start } from '#test/simulate/small-simulation'
import { fallbackRouting } from '#templates/fallback-routing/template'
import { signInAnother } from '#test/simulate/second-user'
import { createTestApp } from '../harness/app/create-test-app'

let world: World
let test: Awaited<ReturnType<typeof createTestApp>>
let flowId: string

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  test = await createTestApp(world)
  flowId = ((await (await test.call('/api/flows', { json: { document: fallback } })).json()) as { id: string }).id
})

const lead = { name: 'Lena Brandt', email: 'lena@nordwind.example', territory: 'west', amount: 48_000 }
const scenario = { lead, startAt: start, acts: [{ afterMs: 20 * 60_000, act: 'have-it' }] }
const hour = 3_600_000

async function save(more: object = {}): Promise<{ status: number; body: { id: string; expected: Expected; error?: { code: string; message: string } } }> {
  const answer = await test.call('/api/examples', { json: { flowId, name: 'Second answers', scenario, document: fallback, ...more } })
  return { status: answer.status, body: (await answer.json()) as never }
}
interface Expected { state: string; endReason: string | null; owner: string | null; way: { nodeId: string; outlet: string | null }[]; messages: { channel: string }[] }
interface Line { id: string; differences: { kind: string }[]; outcome: Record<string, unknown>; error?: { code: string } }

const lines = async (answer: Response): Promise<Line[]> => (await answer.text()).trim().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Line)
const run = async (document: FlowDocument = fallback) => lines(await test.call('/api/examples/run', { json: { flowId, document } }))
const list = async (id = flowId) => ((await (await test.call(`/api/examples?flow=${id}`)).json()) as { examples: { id: string; name: string; expected: Expected; scenario: object }[] }).examples
const changed = (change: (params: Record<string, unknown>, id: string) => object): FlowDocument => ({ ...fallback, nodes: fallback.nodes.map((node) => ({ ...node, params: { ...node.params, ...change(node.params, node.id) } })) })

describe('examples of a flow', { timeout: 120_000 }, () => {
  it('B5 are saved with what comes of them, and come out the same again', async () => {
    const { status, body } = await save()
    expect(status).toBe(201)
    expect(body.expected).toMatchObject({ state: 'ended', endReason: 'accepted' })
    // Nobody answered in the first fifteen minutes, the second one did at twenty.
    expect(body.expected.way.map(({ nodeId, outlet }) => `${nodeId} ${outlet}`)).toContain('wait-first timedOut')
    expect(body.expected.owner).toEqual(expect.any(String))
    expect(body.expected.messages.length).toBeGreaterThan(1)
    for (let count = 0; count < 2; count += 1) expect(await run()).toMatchObject([{ id: body.id, differences: [], outcome: { lateActs: 0, bugs: [] } }])
  })

  it('differ in words when the flow does another thing, until that is accepted', async () => {
    const { body } = await save()
    const slower = changed((_, id) => (id === 'wait-first' ? { window: { amount: 1, unit: 'h' } } : {}))
    const [line] = await run(slower)
    expect(line?.differences.map(({ kind }) => kind)).toEqual(['way', 'owner', 'messages'])
    expect(line?.differences[0]).toMatchObject({ expected: { nodeId: 'wait-first', outlet: 'timedOut' }, found: { nodeId: 'wait-first', outlet: 'acknowledged' } })
    expect((await test.call(`/api/examples/${body.id}/accept`, { json: { document: slower } })).status).toBe(200)
    expect((await run(slower))[0]?.differences).toEqual([])
    expect((await run())[0]?.differences.length).toBeGreaterThan(0)
  })

  it('are renamed, deleted, and go along when the flow is duplicated', async () => {
    const { body } = await save()
    expect((await test.call(`/api/examples/${body.id}`, { method: 'PATCH', json: { name: '  Nobody at first 🦊 ' } })).status).toBe(200)
    const copy = (await (await test.call(`/api/flows/${flowId}/duplicate`, { json: {} })).json()) as { id: string }
    expect(await list()).toMatchObject([{ name: 'Nobody at first 🦊' }])
    expect((await list(copy.id)).map(({ name, expected }) => [name, expected.endReason])).toEqual([['Nobody at first 🦊', 'accepted']])
    expect((await test.call(`/api/examples/${body.id}`, { method: 'DELETE' })).status).toBe(200)
    expect([await list(), (await list(copy.id)).length]).toEqual([[], 1])
    expect((await test.call(`/api/examples/${body.id}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('are at most fifty, and the fifty-first is told why', async () => {
    const { body } = await save()
    const copy = world.db.$client.prepare('insert into examples (id, flow_id, name, scenario, expected, created_at, updated_at) select ?, flow_id, name, scenario, expected, created_at, updated_at from examples where id = ?')
    for (let count = 1; count < 50; count += 1) copy.run(`copy-${count}`, body.id)
    const { status, body: refused } = await save()
    expect([status, refused.error?.message]).toEqual([409, expect.stringContaining('at most 50')])
  })

  it.each([
    ['a name of nothing', { name: ' ' }, 400],
    ['fields beyond measure', { scenario: { ...scenario, lead: { message: 'x'.repeat(30_000) } } }, 400],
    ['more acts than fifty', { scenario: { ...scenario, acts: Array.from({ length: 51 }, () => ({ afterMs: 1, act: 'have-it' })) } }, 400],
    ['a flow that is not there', { flowId: 'nowhere' }, 404],
    ['a document that is none', { document: { hello: 1 } }, 400],
    ['a flow with problems', { document: { ...fallback, edges: fallback.edges.slice(1) } }, 422],
  ])('refuses %s', async (_name, more, status) => {
    expect((await save(more)).status).toBe(status)
    expect(await list()).toEqual([])
  })

  it('are for those who edit flows', async () => {
    const rep = await signInAnother(test.app, world, 'rep')
    expect((await rep('/api/examples?flow=x', {})).status).toBe(403)
  })
})

describe('what may happen to a lead', { timeout: 120_000 }, () => {
  const tryAll = async (scenarios: Record<string, object>, document = fallback) =>
    Object.fromEntries((await lines(await test.call('/api/simulations/scenarios', { json: { flowId, document, scenarios: Object.entries(scenarios).map(([id, each]) => ({ id, scenario: { lead, startAt: start, ...each } })) } }))).map(({ id, outcome }) => [id, outcome]))

  it('B5 each case runs by itself in a world made for it, and nothing reaches this one', async () => {
    const before = world.db.$client.prepare('select count(*) from leads').pluck().get()
    const outcomes = await tryAll({
      answered: { answers: 'everybody' }, twice: { answers: 'everybody', times: 3 }, nobody: { situation: 'nobody-available' }, full: { situation: 'everyone-full' },
      failing: { providers: 'failing' }, uncertain: { providers: 'uncertain', answers: 'everybody' }, nameless: { lead: {}, answers: 'everybody' },
    })
    expect(outcomes.answered).toMatchObject({ state: 'ended', endReason: 'accepted', runs: 1, place: 'owned' })
    expect(outcomes.twice).toMatchObject({ runs: 1, arrived: 'new' })
    expect((outcomes.nobody as { way: { nodeId: string; outlet: string }[] }).way).toContainEqual({ nodeId: 'first', outlet: 'nobody' })
    expect((outcomes.full as { way: { nodeId: string; outlet: string }[] }).way).toContainEqual({ nodeId: 'first', outlet: 'nobody' })
    // Only what stays in the house gets through.
    expect(new Set((outcomes.failing as { messages: { channel: string; state: string }[] }).messages.filter(({ state }) => state === 'done').map(({ channel }) => channel))).toEqual(new Set(['notice']))
    expect((outcomes.uncertain as { messages: { state: string }[] }).messages.some(({ state }) => state === 'unknown')).toBe(true)
    expect(outcomes.nobody).toMatchObject({ state: 'going-round', place: 'in-queue' })
    for (const outcome of Object.values(outcomes)) expect(outcome).toMatchObject({ bugs: [], place: expect.not.stringMatching('nobody') })
    expect(world.db.$client.prepare('select count(*) from leads').pluck().get()).toBe(before)
  })

  it('a flow about something later gets its lead first, and one that people start is started', async () => {
    const naps = (trigger: [string, Record<string, unknown>]) => buildFlow({ nap: ['wait', { duration: minutes(5) }], done: ['end', { reason: 'completed' }], in: trigger }, { 'nap.done': 'done' })
    for (const [trigger, event] of [
      [['event-trigger', { event: 'meeting.booked' }], { type: 'meeting.booked', data: {} }],
      [['record-changed-trigger', { fields: ['lead.score'] }], { type: 'lead.updated', data: { score: 5 } }],
      [['manual-trigger', {}], undefined],
    ] as const) {
      const outcomes = await tryAll({ one: event ? { event } : {} }, naps(trigger as unknown as [string, Record<string, unknown>]))
      expect(outcomes.one).toMatchObject({ state: 'ended', endReason: 'completed', runs: 1 })
    }
  })

  it('a simulation of a case begins with its lead and shows its run as pages show runs', async () => {
    const answer = await test.call('/api/simulations', { json: { document: fallback, scenario: { lead, startAt: start, times: 2 } } })
    const { id, entries } = (await answer.json()) as { id: string; entries: { kind: string; state: string }[] }
    expect(entries.map(({ kind, state }) => [kind, state])).toEqual([['event', 'new'], ['event', 'duplicate']])
    await test.call(`/api/simulations/${id}/jump`, { json: { to: start + hour / 60 } })
    const { run } = (await (await test.call(`/api/simulations/${id}/run`)).json()) as { run: { now: number; state: string; steps: { nodeId: string; state: string; dueAt: number | null }[] } }
    expect(run).toMatchObject({ state: 'waiting', now: start + hour / 60 })
    expect(run.steps.at(-1)).toMatchObject({ nodeId: 'wait-first', state: 'waiting', dueAt: start + hour / 4 })
    await test.call(`/api/simulations/${id}`, { method: 'DELETE' })
  })
})

it('leads to try with say nothing of who a real lead was', async () => {
  const document = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
  flowId = ((await (await test.call('/api/flows', { json: { document } })).json()) as { id: string }).id
  expect((await test.call(`/api/flows/${flowId}/publish`, { json: { rev: 1, base: null, note: 'x' } })).status).toBe(200)
  await world.receive({ name: 'Zoë Real', email: 'zoe@real.example', phone: '12', company: 'Real Ltd', territory: 'west', amount: 5, remark: 'Call Zoë', skills: ['x'] } as never, { id: 'e1', now: start })
  const answer = await test.call(`/api/examples/leads?flow=${flowId}`)
  const { recent } = (await answer.json()) as { recent: { lead: object }[] }
  expect(recent.map(({ lead }) => lead)).toEqual([{ name: 'Robin Example', email: 'lead@company.example', phone: '12', company: 'Example company', territory: 'west', amount: 5, remark: 'Example', skills: ['x'] }])
})

afterEach(() => expect(test.reported).toEqual([]))
