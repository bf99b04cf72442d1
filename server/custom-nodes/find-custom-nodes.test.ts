import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { definitionOf, makeNodesFolder, type NodesFolder, runOf } from '#test/custom-nodes/make-nodes'
import { findCustomNodes } from './find-custom-nodes'

let nodes: NodesFolder
beforeEach(() => {
  nodes = makeNodesFolder()
})
afterEach(() => nodes.remove())

describe('finding custom nodes', () => {
  it('finds a node without being told of it, and loads its definition with its params', async () => {
    nodes.write('lead-grade')
    const { sound, broken } = await findCustomNodes(nodes.folder)
    expect(broken).toEqual([])
    expect(sound.map(({ type, title, kind }) => ({ type, title, kind }))).toEqual([{ type: 'lead-grade', title: 'Test of lead-grade', kind: 'branch' }])
    const definition = sound[0]?.definition
    expect(definition?.params.parse({})).toEqual({ note: 'hello' })
    expect(definition?.params.safeParse({ note: 5 }).success).toBe(false)
  })

  it('leaves folders alone that begin with _ or a dot, or have no definition yet', async () => {
    nodes.write('_draft', { 'definition.ts': 'throw new Error("not yet")' })
    nodes.write('.hidden')
    mkdirSync(join(nodes.folder, 'empty'))
    writeFileSync(join(nodes.folder, 'README.md'), 'Nodes.')
    expect(await findCustomNodes(nodes.folder)).toMatchObject({ sound: [], broken: [] })
  })

  it('finds nothing in a folder that is not there', async () => {
    expect(await findCustomNodes(`${nodes.folder}/none`)).toMatchObject({ sound: [], broken: [] })
  })

  it.each<[string, Record<string, string>, RegExp]>([
    ['throws while it is loaded', { 'definition.ts': 'throw new Error("no luck")\nexport default {}' }, /^no luck$/],
    ['has a mistake of grammar', { 'definition.ts': 'export default {{{' }, /not understood/],
    ['never finishes loading', { 'definition.ts': `for (;;) {}\n${definitionOf('bad')}` }, /did not finish loading/],
    ['never finishes loading its code', { 'run.ts': 'for (;;) {}\nexport default () => 1' }, /did not finish loading/],
    ['ends the process', { 'run.ts': 'globalThis.process.exit(0)\nexport default () => 1' }, /ended itself/],
    ['takes all memory', { 'definition.ts': `const all = []\nfor (;;) all.push(new Array(1e5).fill({}).map(() => ({})))\n${definitionOf('bad')}` }, /too much memory/],
    ['exports nothing', { 'definition.ts': 'export const bad = 1' }, /default export/],
    ['has params that are not zod', { 'definition.ts': definitionOf('bad').replace(/params: z\.object.*\n/, 'params: { note: String },\n') }, /zod object/],
    ['has params without standards', { 'definition.ts': definitionOf('bad').replace(".default('hello')", '') }, /give note a \.default/],
    ['is called something else than its folder', { 'definition.ts': definitionOf('other') }, /must be “bad”/],
    ['has a function that throws', { 'definition.ts': definitionOf('bad').replace('summary: (params)', 'summary: (params) => { throw new Error("odd") }, more: (params)') }, /odd/],
    ['has no way out', { 'definition.ts': definitionOf('bad').replace(/outlets: .*/, 'outlets: () => [],') }, /at least one way out/],
    ['would be a trigger', { 'definition.ts': definitionOf('bad', "lower: () => ({ op: 'trigger' }),") }, /may lower to/],
    ['has code of another kind', { 'run.ts': 'export default 5' }, /must be a function/],
    ['has two kinds of code', { 'run.ts': runOf('return { outlet: "done" }'), 'activity.ts': runOf('return { outlet: "done" }') }, /not both/],
    ['reads files in its definition', { 'definition.ts': `import 'node:fs'\n${definitionOf('bad')}` }, /only there in Node/],
    ['reads files the old way', { 'run.ts': `import { readFileSync } from 'fs'\nexport default () => readFileSync` }, /cannot import “node:fs”/],
    ['reads files in its code', { 'run.ts': `import { readFileSync } from 'node:fs'\nexport default () => readFileSync` }, /cannot import “node:fs”/],
    ['imports the server', { 'run.ts': `import { AppError } from '${process.cwd()}/server/errors/app-error'\nexport default () => AppError` }, /knows nothing of the server/],
  ])('a node that %s is told of by name, and the others are there', { timeout: 60_000 }, async (_words, files, message) => {
    nodes.write('bad', files)
    nodes.write('good')
    const { sound, broken } = await findCustomNodes(nodes.folder, { probeMs: String(message).includes('did not finish') ? 1_000 : 60_000 })
    expect(sound.map((each) => each.type)).toEqual(['good'])
    expect(broken).toHaveLength(1)
    expect(broken[0]?.type).toBe('bad')
    expect(broken[0]?.message).toMatch(message)
  })

  it.each([['route', /library has a node “route”/], ['Lead_Grade', /cannot be a node’s name/]])('refuses the name %s', async (type, message) => {
    nodes.write(type)
    expect((await findCustomNodes(nodes.folder)).broken[0]?.message).toMatch(message)
  })

  it('neither a definition nor its code finds the process’s settings while it is loaded', async () => {
    process.env.WATERTIGHT_TEST_SECRET = 'whsec_very-secret'
    try {
      const found = "JSON.stringify([process.env, globalThis.process?.env ?? 'none'])"
      nodes.write('nosy', { 'definition.ts': definitionOf('nosy').replace("'Made by a test.'", found), 'run.ts': `if (${found}.includes('whsec')) throw new Error('leak')\n${runOf('return { outlet: "done" }')}` })
      const { sound, broken } = await findCustomNodes(nodes.folder)
      expect(broken).toEqual([])
      expect(sound[0]?.definition.description).toBe('[{},"none"]')
    } finally {
      delete process.env.WATERTIGHT_TEST_SECRET
    }
  })

  it('the fingerprint follows what the node is, and nothing else', async () => {
    nodes.write('lead-grade')
    const one = (await findCustomNodes(nodes.folder)).fingerprint
    nodes.write('lead-grade', { 'notes.md': 'Nothing to run.' })
    expect((await findCustomNodes(nodes.folder)).fingerprint).toBe(one)
    nodes.write('lead-grade', { 'run.ts': runOf('return { outlet: "other" }') })
    expect((await findCustomNodes(nodes.folder)).fingerprint).not.toBe(one)
  })
})
