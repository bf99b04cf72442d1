import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newNodeKinds } from '#server/custom-nodes/new-node/create-node'
import { copySources, type SourcesCopy } from '../faults/copy-sources'

/* The commands for authors of nodes, in a copy of the sources: as somebody would use them. */

let copy: SourcesCopy
beforeAll(() => {
  copy = copySources([])
  for (const name of ['vitest.config.ts', 'tsconfig.pure.json']) cpSync(name, join(copy.folder, name))
  // Whatever this installation has of its own is not this test's business.
  rmSync(join(copy.folder, 'nodes/custom'), { recursive: true })
})
afterAll(() => copy?.remove())

const run = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy.folder, encoding: 'utf8', env: { ...process.env, VITEST: undefined, WATERTIGHT_NODES: undefined, NODE_ENV: undefined } })
  return { status, stdout, stderr }
}
const watertight = (...words: string[]) => run('server/cli/watertight.mjs', ...words)
const kinds = Object.keys(newNodeKinds)

it('makes a node of each kind whose test passes, that type-checks, and that is known at once', { timeout: 400_000 }, () => {
  for (const kind of kinds) {
    const made = watertight('new-node', `my-${kind}`, '--kind', kind)
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain(`npx vitest run nodes/custom/my-${kind}`)
  }
  const tests = run('node_modules/vitest/vitest.mjs', 'run', 'nodes/custom')
  expect(tests.stdout + tests.stderr).toMatch(new RegExp(`Test Files .*${kinds.length} passed`))
  const types = run('node_modules/.bin/tsc', '-p', 'tsconfig.pure.json')
  expect(types.stdout.split('\n').filter((line) => line.includes('nodes/custom'))).toEqual([])
  const list = watertight('nodes')
  expect(list.status).toBe(0)
  for (const kind of kinds) expect(list.stdout).toMatch(new RegExp(`my-${kind}.*\\(custom\\)`))
})

it.each([
  [['route'], /The library has a node “route” already/],
  [['fine', '--kind', 'magic'], /no kind “magic”.*branch, records, effect, wait/],
  [['one', 'two'], /Name the new node/],
])('new-node %j is refused, and says why', (words, message) => {
  const { status, stdout, stderr } = watertight('new-node', ...words)
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(message)
})

it('a broken node is named by the list, which then ends with 1; flows are checked against the others', { timeout: 300_000 }, () => {
  mkdirSync(join(copy.folder, 'nodes/custom/broken-one'))
  writeFileSync(join(copy.folder, 'nodes/custom/broken-one/definition.ts'), 'throw new Error("no luck")\n')
  const list = watertight('nodes')
  expect(list.status).toBe(1)
  expect(list.stdout).toMatch(/broken-one +BROKEN +broken-one\/definition\.ts: no luck/)
  const json = JSON.parse(watertight('nodes', '--json').stdout) as { nodes: { type: string; custom: boolean }[]; broken: { type: string }[] }
  expect(json.broken.map((each) => each.type)).toEqual(['broken-one'])
  expect(json.nodes.filter((each) => each.custom).map((each) => each.type)).toContain('my-branch')

  const flow = JSON.parse(readFileSync(join(copy.folder, 'templates/fallback-routing/flow.json'), 'utf8')) as { nodes: { type: string; id: string; params: object }[] }
  const file = join(copy.folder, 'flow.json')
  const withType = (type: string) => writeFileSync(file, JSON.stringify({ ...flow, nodes: [...flow.nodes, { id: 'own', type, label: 'Own', params: {}, position: { x: 0, y: 0 } }] }))
  withType('my-branch')
  expect(watertight('validate', file).stdout).not.toMatch(/does not know/)
  withType('broken-one')
  expect(watertight('validate', file).stdout).toMatch(/“broken-one”.*does not know/)
})
