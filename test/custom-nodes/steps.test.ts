import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { handlers as libraryHandlers } from '#nodes/activities'
import { createNode, newNodeKinds, type NewNodeKind } from '#server/custom-nodes/new-node/create-node'
import { customHandler } from '#server/custom-nodes/custom-handler'
import { openNodeCatalog } from '#server/custom-nodes/node-catalog'
import { createNodeThreads, type NodeThreads } from '#server/custom-nodes/node-threads'
import { createSimulation } from '#server/simulate/create-simulation'
import { contacts, leads, runs, runSteps } from '#server/db/schema'
import { buildFlow } from '../conformance/build-flow'
import { createWorld } from '../conformance/world'
import { createTestApp } from '../harness/app/create-test-app'
import { definitionOf, makeNodesFolder, type NodesFolder, runOf } from './make-nodes'

/* Custom nodes as steps of real runs: the product's own activities over SQLite, the nodes in their threads. */

const startAt = Date.parse('2026-01-05T09:10:00.000Z')
const recordsOf = (type: string) => definitionOf(type, "lower: () => ({ op: 'records' }),")

let nodes: NodesFolder
let threads: NodeThreads
beforeAll(async () => {
  threads = await createNodeThreads({ limits: { callMs: 1_000, strikes: 100 }, said: () => undefined })
})
afterAll(() => threads.close())
beforeEach(() => {
  nodes = makeNodesFolder()
})
afterEach(() => nodes.remove())

/** A world that knows the nodes of the folder, with its clock in the test's hands. */
async function openWorld() {
  const catalog = await openNodeCatalog(nodes.folder)
  expect(catalog.found().broken).toEqual([])
  const handlers = { ...libraryHandlers, ...Object.fromEntries(catalog.found().sound.map((node) => [node.type, customHandler(node, threads)])) }
  const world = createWorld({ now: startAt, isGrouped: false, registry: catalog.registry, handlers })
  const simulation = createSimulation({ ...world, startAt, report: (error) => { throw error } })
  const failures = () => world.db.select().from(runSteps).all().flatMap((step) => (step.error ? [step.error] : []))
  return { world, simulation, catalog, failures }
}

const ada = { name: 'Ada Lovelace', email: 'ada@lovelace.example', amount: 20_000 }

describe('a custom node as a step', () => {
  it('the four that new-node makes carry a lead through: chosen way, changed record, message sent, time passed', async () => {
    for (const kind of Object.keys(newNodeKinds) as NewNodeKind[]) expect(createNode(nodes.folder, `my-${kind}`, kind)).toHaveProperty('files')
    const { world, simulation } = await openWorld()
    await world.publish(buildFlow(
      { worth: ['my-branch'], raise: ['my-records'], tell: ['my-effect'], nap: ['my-wait'], end: ['end', { reason: 'completed' }], small: ['end', { reason: 'completed' }] },
      { 'worth.yes': 'raise', 'worth.no': 'small', 'raise.done': 'tell', 'tell.told': 'nap', 'tell.failed': 'nap', 'nap.done': 'end' },
    ))
    await world.receive(ada, { id: 'e1', now: startAt })
    await simulation.settle()
    expect(world.see().steps).toEqual(['worth.1 → yes', 'raise.1 → done', expect.stringMatching(/^tell\.1 → /), 'nap.1 → waiting'])
    expect(world.db.select({ score: leads.score }).from(leads).get()?.score).toBe(10)
    await simulation.advanceTo(Date.parse('2026-01-05T09:59:59.000Z'))
    expect(world.see().state).toBe('waiting')
    await simulation.advanceTo(Date.parse('2026-01-05T10:00:01.000Z'))
    expect(world.see()).toMatchObject({ state: 'done', endReason: 'completed' })
  })

  it('that fails has changed nothing, is named, and holds up no other run', async () => {
    nodes.write('half', { 'definition.ts': recordsOf('half'), 'activity.ts': runOf('services.records.update(context.subject, { "lead.score": 77 }); if (context.record.lead.amount > 10_000) throw new Error(`no grade for ${context.record.lead.name}`); return { outlet: "done" }') })
    const { world, simulation, failures } = await openWorld()
    await world.publish(buildFlow({ half: ['half'], end: ['end', { reason: 'completed' }] }, { 'half.done': 'end' }))
    await world.receive(ada, { id: 'e1', now: startAt })
    await world.receive({ ...ada, email: 'small@lovelace.example', amount: 5 }, { id: 'e2', now: startAt })
    await simulation.settle()
    expect(world.db.select({ score: leads.score, amount: leads.amount }).from(leads).all().map((lead) => [lead.amount, lead.score]).sort()).toEqual([[20_000, null], [5, 77]].sort())
    expect(world.db.select({ state: runs.state }).from(runs).all().map((run) => run.state).sort()).toEqual(['done', 'failed'])
    expect(failures()).toEqual([{ code: 'custom-node-failed', message: 'The custom step “Test of half” has an error in half/activity.ts: no grade for …' }])
    expect(world.see().work.concat(world.see(1).work)).toEqual(['run-failed'])
  })

  it.each([
    ['does not come to an end', 'for (;;) {}', 'too-slow', /did not come to an end within 1 s/],
    ['answers 10 MB', 'return { outlet: "done", output: { text: "x".repeat(10_000_000) } }', 'output-too-large', /10000 kB/],
    ['answers 100 kB', 'return { outlet: "done", output: { text: "x".repeat(100_000) } }', 'output-too-large', /64 kB/],
    ['answers nothing', 'return', 'custom-node-failed', /answered something else than it must/],
    ['answers a way that is no text', 'return { outlet: 5 }', 'custom-node-failed', /outlet/],
  ])('that %s fails its run, and the next lead is served', async (_words, body, code, message) => {
    nodes.write('odd', { 'run.ts': runOf(`if (context.record.lead.amount < 10) return { outlet: "done" }; ${body}`) })
    const { world, simulation, failures } = await openWorld()
    await world.publish(buildFlow({ odd: ['odd'], end: ['end', { reason: 'completed' }] }, { 'odd.done': 'end' }))
    await world.receive(ada, { id: 'e1', now: startAt })
    await world.receive({ ...ada, email: 'small@lovelace.example', amount: 5 }, { id: 'e2', now: startAt })
    await simulation.settle()
    expect(failures()).toEqual([{ code, message: expect.stringMatching(message) }])
    expect(world.db.select({ state: runs.state }).from(runs).all().map((run) => run.state).sort()).toEqual(['done', 'failed'])
  })

  it('whose definition fails on certain settings is a problem of the flow, by name, and not a crash', async () => {
    nodes.write('touchy', { 'definition.ts': definitionOf('touchy').replace('outlets: () =>', 'outlets: (params) => { if (params.note === "boom") throw new Error("cannot say"); return') .replace("side: 'down' }],", "side: 'down' }] },") })
    const { world } = await openWorld()
    const flowWith = (note: string) => buildFlow({ touchy: ['touchy', { note }], end: ['end', { reason: 'completed' }] }, { 'touchy.done': 'end' })
    await expect(world.publish(flowWith('boom'))).rejects.toMatchObject({
      details: { diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'bad-node', nodeId: 'touchy', message: expect.stringMatching(/“touchy”.*cannot say/) })]) },
    })
    await expect(world.publish(flowWith('calm'))).resolves.toMatchObject({ version: 1 })
    expect(world.db.select().from(contacts).all()).toEqual([])
  })
})

describe('the kinds of steps over HTTP', () => {
  it('tells of custom ones with their docs, of broken ones with what is wrong, and hands out definitions by their hash', async () => {
    nodes.write('lead-grade')
    nodes.write('bad', { 'definition.ts': 'throw new Error("no luck")' })
    const catalog = await openNodeCatalog(nodes.folder)
    const world = createWorld({ now: startAt, isGrouped: false, registry: catalog.registry })
    const { app, call } = await createTestApp(world, { foundNodes: catalog.found })
    expect((await app.request('/api/nodes')).status).toBe(401)

    const read = async () => (await (await call('/api/nodes')).json()) as { nodes: { type: string; isCustom: boolean; params: unknown[] }[]; broken: unknown[]; modules: { type: string; path: string }[]; fingerprint: string }
    const list = await read()
    expect(list.nodes.find((each) => each.type === 'lead-grade')).toMatchObject({ isCustom: true, says: 'Notes hello', params: [{ title: 'Note', kind: 'Text of at most 50 letters', standard: 'hello' }], outlets: [{ name: 'done' }] })
    expect(list.nodes.find((each) => each.type === 'route')).toMatchObject({ isCustom: false })
    expect(list.broken).toEqual([{ type: 'bad', file: 'bad/definition.ts', message: 'no luck' }])

    const path = list.modules[0]?.path ?? ''
    const module = await call(path)
    expect(module.headers.get('content-type')).toMatch(/javascript/)
    expect(await module.text()).toContain('Test of lead-grade')
    expect((await app.request(path)).status).toBe(401)

    nodes.write('lead-grade', { 'run.ts': runOf('return { outlet: "done", output: { changed: true } }') })
    nodes.write('bad')
    expect(await catalog.reload()).toBe(true)
    expect(await catalog.reload()).toBe(false)
    const after = await read()
    expect([after.broken, after.modules.map((each) => each.type), after.fingerprint === list.fingerprint]).toEqual([[], ['bad', 'lead-grade'], false])
    expect((await call(path)).status).toBe(404)
  })
})
