import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeNodesFolder, type NodesFolder } from '#test/custom-nodes/make-nodes'
import { findCustomNodes } from '../find-custom-nodes'
import { createNode, newNodeKinds, type NewNodeKind } from './create-node'

let nodes: NodesFolder
beforeEach(() => {
  nodes = makeNodesFolder()
})
afterEach(() => nodes.remove())

it.each(Object.keys(newNodeKinds) as NewNodeKind[])('makes a sound node of the kind %s, with a test', async (kind) => {
  expect(createNode(nodes.folder, 'lead-grade', kind)).toMatchObject({ title: 'Lead grade', files: expect.arrayContaining(['definition.ts', 'lead-grade.test.ts']) })
  const { sound, broken } = await findCustomNodes(nodes.folder)
  expect(broken).toEqual([])
  expect(sound.map((each) => each.title)).toEqual(['Lead grade'])
})

it.each([
  ['Lead_Grade', /cannot be a node’s name/],
  ['../outside', /cannot be a node’s name/],
  ['constructor.prototype', /cannot be a node’s name/],
  ['x'.repeat(41), /longer than 40/],
  ['', /cannot be a node’s name/],
  ['route', /The library has a node “route” already/],
])('refuses the name “%s”, and makes nothing', (name, message) => {
  expect(createNode(nodes.folder, name, 'branch')).toEqual({ refused: expect.stringMatching(message) })
  expect(readdirSync(nodes.folder)).toEqual([])
  expect(existsSync(join(nodes.folder, '..', 'outside'))).toBe(false)
})

it('leaves a node alone that is there', () => {
  nodes.write('lead-grade', { 'run.ts': 'export default 1' })
  expect(createNode(nodes.folder, 'lead-grade', 'branch')).toEqual({ refused: expect.stringMatching(/There is a node “lead-grade” already.*Nothing was changed/) })
  expect(readFileSync(join(nodes.folder, 'lead-grade', 'run.ts'), 'utf8')).toBe('export default 1')
})
