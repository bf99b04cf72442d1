import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NodeError } from '#nodes/sdk/node-error'
import { definitionOf, makeNodesFolder, type NodesFolder, runOf } from '#test/custom-nodes/make-nodes'
import { type CustomNode, findCustomNodes } from './find-custom-nodes'
import { createNodeThreads, type NodeThreads } from './node-threads'

let nodes: NodesFolder
let threads: NodeThreads
const said: string[] = []
beforeAll(async () => {
  threads = await createNodeThreads({ limits: { callMs: 1_000, heapMb: 48, strikes: 100 }, said: (type, text) => said.push(`${type}: ${text}`) })
})
afterAll(() => threads.close())
beforeEach(() => {
  nodes = makeNodesFolder()
  said.length = 0
})
afterEach(() => nodes.remove())

let count = 0
/** A node whose code has this body; with services where it asks for any. */
async function nodeOf(body: string, more: Record<string, string> = {}): Promise<CustomNode> {
  const type = `node-${++count}`
  const isActivity = body.includes('services.')
  nodes.write(type, {
    ...(isActivity && { 'definition.ts': definitionOf(type, "lower: () => ({ op: 'records' }),") }),
    [isActivity ? 'activity.ts' : 'run.ts']: runOf(body),
    ...more,
  })
  const { sound, broken } = await findCustomNodes(nodes.folder)
  const found = sound.find((each) => each.type === type)
  if (!found) throw new Error(JSON.stringify(broken))
  return found
}

const context = { params: { note: 'n' }, record: { lead: { email: 'ada@lovelace.example', name: 'Ada Lovelace' } } }
const call = (node: CustomNode, services?: object, known: string[] = []) => threads.call(node, { method: 'run', args: [context], known, ...(services && { services }) })
const failure = (node: CustomNode, services?: object, known?: string[]): NodeError => {
  try {
    call(node, services, known)
  } catch (error) {
    if (error instanceof NodeError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

describe('a custom node’s code in its own thread', () => {
  it('answers at once, again and again', async () => {
    const node = await nodeOf('return { outlet: "done", output: { note: params.note } }')
    for (let times = 0; times < 3; times += 1) expect(call(node)).toEqual({ outlet: 'done', output: { note: 'n' } })
  })

  it('calls services in the caller’s thread, one after another, and has their answers', async () => {
    const node = await nodeOf('const room = services.roster.candidates("t").map((each) => each.room); services.records.update(context.subject, { a: room[1] }); return { outlet: "done", output: { room } }')
    const updates: unknown[] = []
    const services = { roster: { candidates: (team: string) => [{ room: 1 }, { room: team.length }] }, records: { update: (_subject: unknown, changes: unknown) => void updates.push(changes) } }
    expect(call(node, services)).toEqual({ outlet: 'done', output: { room: [1, 1] } })
    expect(updates).toEqual([{ a: 1 }])
  })

  it('is never answered too early: 3,000 calls in a row have each their own answer', async () => {
    const node = await nodeOf('return { outlet: "done", output: { sum: [1, 2, 3].map((n) => services.roster.add(n)) } }')
    let base = 0
    const services = { roster: { add: (n: number) => base + n } }
    for (base = 0; base < 3_000; base += 3) expect(call(node, services)).toEqual({ outlet: 'done', output: { sum: [base + 1, base + 2, base + 3] } })
  })

  it('is told of a refusal of a service as a NodeError, which it may catch or hand on', async () => {
    const services = { records: { update: () => { throw new NodeError('no-field', 'There is no such field.', { retryable: true, retryAfterMs: 5 }) } } }
    const catching = await nodeOf('try { services.records.update({}, {}) } catch (error) { return { outlet: "done", output: { code: error.code } } }')
    expect(call(catching, services)).toMatchObject({ output: { code: 'no-field' } })
    const passing = await nodeOf('services.records.update({}, {})')
    expect(failure(passing, services)).toMatchObject({ code: 'no-field', message: 'There is no such field.', retryable: true, retryAfterMs: 5 })
  })

  it('cannot swallow an error of the database: that ends the step as it is', async () => {
    const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })
    const node = await nodeOf('try { services.records.update({}, {}) } catch {} return { outlet: "done" }')
    expect(() => call(node, { records: { update: () => { throw busy } } })).toThrow(busy)
    expect(call(node, { records: { update: () => undefined } })).toEqual({ outlet: 'done' })
  })

  it.each(['services.records.constructor("x")', 'services.constructor.constructor("x")', 'services.records.nothing()', 'services.none.at()'])('%s is not there', async (words) => {
    const node = await nodeOf(`${words}; return { outlet: "done" }`)
    expect(failure(node, { records: { update: () => undefined } }).message).toMatch(/There is no services/)
  })

  it('without end: it is stopped, named, and the next call has a fresh thread', async () => {
    const node = await nodeOf('if (params.note === "n" && !globalThis.once) { globalThis.twice = (globalThis.twice ?? 0) + 1; if (context.loop) for (;;) {} } return { outlet: "done", output: { times: globalThis.twice } }')
    expect(call(node)).toMatchObject({ output: { times: 1 } })
    expect(call(node)).toMatchObject({ output: { times: 2 } })
    const looping = (): unknown => threads.call(node, { method: 'run', args: [{ ...context, loop: true }], known: [] })
    expect(looping).toThrow(expect.objectContaining({ code: 'too-slow', message: expect.stringContaining(`Test of ${node.type}`) }))
    expect(call(node)).toMatchObject({ output: { times: 1 } })
  })

  it('that is stopped several times in a row is left alone for a while, and other nodes are not', async () => {
    const strict = await createNodeThreads({ limits: { callMs: 400, strikes: 2, restMs: 60_000 }, said: () => undefined })
    try {
      const bad = await nodeOf('if (context.fine) return { outlet: "done" }; for (;;) {}')
      const good = await nodeOf('return { outlet: "done" }')
      const loop = (fine = false): unknown => strict.call(bad, { method: 'run', args: [{ ...context, fine }], known: [] })
      expect(() => loop()).toThrow(/was stopped/)
      expect(loop(true)).toEqual({ outlet: 'done' })
      expect(() => loop()).toThrow(/was stopped/)
      expect(() => loop()).toThrow(/was stopped/)
      expect(() => loop(true)).toThrow(/was not begun/)
      expect(strict.call(good, { method: 'run', args: [context], known: [] })).toEqual({ outlet: 'done' })
    } finally {
      await strict.close()
    }
  })

  it.each([
    ['throws', 'throw new Error("cannot grade\\nsecond line")', 'custom-node-failed', /“Test of node-\d+” has an error in node-\d+\/run\.ts: cannot grade$/],
    ['throws what is no error', 'throw 5', 'custom-node-failed', /5/],
    ['ends the process', 'globalThis.process.exit(3)', 'custom-node-failed', /ended its own thread/],
    ['answers with a promise', 'return Promise.resolve({ outlet: "done" })', 'custom-node-failed', /promise/],
    ['answers what is no JSON', 'return { outlet: "done", output: { n: 1n } }', 'custom-node-failed', /BigInt/],
    ['answers 10 MB', 'return { outlet: "done", output: { text: "x".repeat(10_000_000) } }', 'output-too-large', /10000 kB, and 1000 kB are the most/],
    ['takes all memory', 'const all = []; for (;;) all.push(new Array(1e4).fill(0).map(() => ({})))', 'out-of-memory', /too much memory/],
  ])('that %s fails its own step by name, and works again afterwards', async (_words, body, code, message) => {
    const slower = await createNodeThreads({ limits: { callMs: 15_000, heapMb: 48 }, said: () => undefined })
    try {
      const node = await nodeOf(`if (context.fine) return { outlet: "done" }; ${body}`)
      const run = (fine: boolean): unknown => slower.call(node, { method: 'run', args: [{ ...context, fine }], known: [] })
      expect(() => run(false)).toThrow(expect.objectContaining({ name: 'NodeError', code, message: expect.stringMatching(message) }))
      expect(run(true)).toEqual({ outlet: 'done' })
    } finally {
      await slower.close()
    }
  })

  it('hands on a NodeError of its own', async () => {
    const node = await nodeOf("throw new NodeError('no-grade', 'Set a grade first.', { retryable: true })", {})
    expect(failure(node).code).toBe('custom-node-failed')
    const own = await nodeOf('', { 'run.ts': `import { NodeError } from '#nodes/sdk/node-error'\nexport default () => { throw new NodeError('no-grade', 'Set a grade first.', { retryable: true }) }` })
    expect(failure(own)).toMatchObject({ code: 'no-grade', message: 'Set a grade first.', retryable: true })
  })

  it('finds no settings of the process', async () => {
    process.env.WATERTIGHT_TEST_SECRET = 'whsec_very-secret'
    const node = await nodeOf('return { outlet: "done", output: { env: [process.env, globalThis.process.env] } }')
    expect(call(node)).toEqual({ outlet: 'done', output: { env: [{}, {}] } })
    delete process.env.WATERTIGHT_TEST_SECRET
  })

  it('has what it writes taken, cut, and covered', async () => {
    const node = await nodeOf('console.log("token whsec_abc123 for", context.record); globalThis.process.stdout.write("Bearer abc.def"); console.error("x".repeat(5_000)); return { outlet: "done" }')
    call(node, undefined, ['Ada Lovelace'])
    const all = said.join('\n')
    expect(all).toMatch(new RegExp(`^${node.type}: token … for`))
    expect(all).not.toMatch(/whsec|abc\.def|lovelace/i)
    expect(all.length).toBeLessThan(2_200)
  })

  it('has secrets and people covered in what it throws', async () => {
    const node = await nodeOf('throw new Error(`no grade for ${context.record.lead.name} with whsec_abc123`)')
    expect(failure(node, undefined, ['Ada Lovelace']).message).toMatch(/no grade for … with …$/)
  })

  it('is the new code after a change', async () => {
    const node = await nodeOf('return { outlet: "one" }')
    expect(call(node)).toEqual({ outlet: 'one' })
    nodes.write(node.type, { 'run.ts': runOf('return { outlet: "two" }') })
    const changed = (await findCustomNodes(nodes.folder)).sound.find((each) => each.type === node.type) as CustomNode
    expect(call(changed)).toEqual({ outlet: 'two' })
  })
})
