import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '#engine/simulate/random'
import { signInAnother } from './second-user'
import { createWorld, type World } from '#test/conformance/world'
import { createTestApp } from '#test/harness/app/create-test-app'
import { until } from '#test/harness/until'
import type { SessionState } from '#server/simulate/live/session'
import type { SessionView } from '#server/simulate/live/session'
import { fallback, start } from './small-simulation'

let world: World
let test: Awaited<ReturnType<typeof createTestApp>>
let begun: string[]

beforeEach(async () => {
  world = createWorld({ now: Date.now(), isGrouped: true })
  test = await createTestApp(world)
  begun = []
})

afterEach(async () => {
  for (const id of begun) await test.call(`/api/simulations/${id}`, { method: 'DELETE' })
})

async function begin(json: object = {}): Promise<SessionState & { id: string }> {
  const answer = await test.call('/api/simulations', { json: { document: fallback, startAt: start, ...json } })
  if (answer.status !== 201) throw new Error(`${answer.status}: ${test.reported.map((each) => (each instanceof Error ? each.stack : String(each))).join()}`)
  const state = (await answer.json()) as SessionState & { id: string }
  begun.push(state.id)
  return state
}

async function command(id: string, name: string, json: object = {}): Promise<SessionState> {
  const answer = await test.call(`/api/simulations/${id}/${name}`, { json })
  const body = await answer.json()
  expect({ status: answer.status, body }).toMatchObject({ status: 200 })
  return body as SessionState
}

const lead = { name: 'Lena Brandt', email: 'lena@nordwind.example', territory: 'west', amount: 48_000 }

describe('a simulation that the canvas drives', { timeout: 120_000 }, () => {
  it('goes step by step, and waits where it is answered', async () => {
    const { id, tokens, clock } = await begin()
    expect([tokens, clock]).toEqual([[], start])
    let state = await command(id, 'send-event', { data: lead })
    expect(state.tokens).toMatchObject([{ nodeId: 'worth', state: 'next' }])
    expect(state.entries).toMatchObject([{ kind: 'event', state: 'new' }])
    state = await command(id, 'step')
    expect(state.tokens).toMatchObject([{ nodeId: 'first', state: 'next' }])
    expect(state.entries).toMatchObject([{ kind: 'step', nodeId: 'worth', outlet: 'yes', read: { 'lead.state': 'open' } }])
    await command(id, 'step')
    await command(id, 'step')
    state = await command(id, 'step')
    expect(state.tokens).toMatchObject([{ nodeId: 'wait-first', state: 'waiting', until: start + 15 * 60_000 }])
    expect(state.asked).toHaveLength(1)

    state = await command(id, 'answer', { act: 'have-it', leadId: state.asked[0]?.leadId })
    for (let count = 0; count < 5 && state.runs[0]?.state !== 'done'; count += 1) state = await command(id, 'step')
    expect(state.runs).toMatchObject([{ state: 'done', endReason: 'accepted', leadName: 'Lena Brandt' }])
    expect(state.clock).toBe(start)
  })

  it('jumps to what is due next, plays to an instant, and shows failing providers', async () => {
    const { id } = await begin()
    await command(id, 'fail', { channel: 'email', behaviour: { timesOutAfterAccept: 1 } })
    await command(id, 'send-event', { data: lead })
    let state = await command(id, 'jump', { to: start + 60_000 })
    expect([state.clock, state.standing]).toEqual([start + 60_000, { 'wait-first': 1 }])
    expect(state.entries.some((entry) => entry.kind === 'effect' && entry.channel === 'email' && entry.state === 'unknown')).toBe(true)
    state = await command(id, 'jump')
    expect(state.clock).toBe(start + 15 * 60_000)
    await command(id, 'play', { until: start + 3 * 3_600_000 })
    state = await until('it has played to the end', 60_000, async () => {
      const seen = (await (await test.call(`/api/simulations/${id}`)).json()) as SessionState
      return seen.mode === 'stepping' && seen
    }, 25)
    expect([state.mode, state.clock]).toEqual(['stepping', start + 3 * 3_600_000])
    const totals = (await (await test.call(`/api/simulations/${id}/totals`)).json()) as { leads: number; unknown: number; leaks: { count: number } }
    expect(totals).toMatchObject({ leads: 1, leaks: { count: 0 } })
    expect(totals.unknown).toBeGreaterThan(0)
  })

  it('plays at a speed until it is paused, and tells those who listen', async () => {
    const { id } = await begin({ people: {} })
    for (let count = 0; count < 5; count += 1) await command(id, 'send-event', { data: { ...lead, email: `lead${count}@x.example` } })
    const stream = await test.call(`/api/simulations/${id}/live`)
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await command(id, 'play', { speed: 60_000 })
    const seen: SessionView[] = []
    while (reader && !seen.some((view) => view.mode === 'playing' && view.clock > start)) {
      const { value = '', done } = await reader.read()
      if (done) break
      for (const [, data = ''] of value.matchAll(/^data: (\{.*\})$/gm)) seen.push(JSON.parse(data) as SessionView)
    }
    expect(seen.at(-1)?.clock).toBeGreaterThan(start)
    const { mode } = await command(id, 'pause')
    expect(mode).toBe('stepping')
    await reader?.cancel()
  })

  it('runs in a world of this workspace, which it leaves as it is', async () => {
    const before = world.db.$client.serialize()
    const document = { ...fallback, nodes: fallback.nodes.map((node) => ({ ...node, params: { ...node.params, ...('team' in node.params && { team: 'team' }), ...('queue' in node.params && { queue: 'queue' }), ...('rota' in node.params && { rota: 'rota' }) } })) }
    const { id } = await begin({ document, world: { kind: 'workspace' } })
    const state = await command(id, 'send-event', { data: lead })
    await command(id, 'jump', { to: start + 60_000 })
    const { asked } = (await (await test.call(`/api/simulations/${id}`)).json()) as SessionState
    expect(state.runs).toHaveLength(1)
    expect(asked.map(({ personId }) => personId)).toEqual(['ann'])
    expect(world.db.$client.prepare('select count(*) from leads').pluck().get()).toBe(0)
    expect(world.db.$client.serialize().equals(before)).toBe(true)
  })
})

describe('what is refused', { timeout: 120_000 }, () => {
  it.each([
    ['no flow', {}, 400],
    ['a flow that is none', { document: { hello: 1 } }, 400],
    ['a flow that does not exist', { flowId: 'nowhere' }, 404],
    ['an unknown world', { document: fallback, world: { kind: 'moon' } }, 400],
    ['people who do more than everything', { document: fallback, people: { everybody: { haveIt: 0.7, passOn: 0.7 } } }, 400],
  ])('%s', async (_name, json, status) => {
    expect((await test.call('/api/simulations', { json })).status).toBe(status)
  })

  it('a flow with problems, by name', async () => {
    const answer = await test.call('/api/simulations', { json: { document: { ...fallback, edges: fallback.edges.slice(1) } } })
    const { error } = (await answer.json()) as { error: { code: string; details: { diagnostics: unknown[] } } }
    expect([answer.status, error.code]).toEqual([422, 'flow-has-errors'])
    expect(error.details.diagnostics.length).toBeGreaterThan(0)
  })

  it('somebody else’s simulation, as one that is not there', async () => {
    const { id } = await begin()
    const other = await signInAnother(test.app, world, 'ops')
    const rep = await signInAnother(test.app, world, 'rep')
    for (const [path, init] of [[`/api/simulations/${id}`, {}], [`/api/simulations/${id}/live`, {}], [`/api/simulations/${id}/step`, { json: {} }], [`/api/simulations/${id}`, { method: 'DELETE' }]] as const) {
      expect([path, (await other(path, init)).status]).toEqual([path, 404])
      expect([path, (await rep(path, init)).status]).toEqual([path, 403])
    }
    expect((await test.app.request(`/api/simulations/${id}`)).status).toBe(401)
    expect((await test.call(`/api/simulations/${id}`)).status).toBe(200)
  })

  it.each([
    ['step', { twice: true }],
    ['play', { speed: 0 }],
    ['play', { until: 'tomorrow' }],
    ['answer', { act: 'dance' }],
    ['fail', { channel: 'pigeon', behaviour: null }],
    ['fail', { channel: 'email', behaviour: { fails: 2 } }],
    ['send-event', { type: 'lead.received' }],
  ])('%s with %j', async (name, json) => {
    // No simulation is needed: what does not fit is refused before anybody is asked.
    expect((await test.call(`/api/simulations/${createRandom('any').whole(1, 9)}/${name}`, { json })).status).toBe(400)
  })

  it('an answer for a lead that nobody is asked for, and time that goes back', async () => {
    const { id } = await begin()
    expect((await test.call(`/api/simulations/${id}/answer`, { json: { act: 'have-it', leadId: 'nobody' } })).status).toBe(400)
    expect((await test.call(`/api/simulations/${id}/jump`, { json: { to: start - 1 } })).status).toBe(400)
  })
})
