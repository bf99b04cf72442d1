import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { compile } from '../compile/compile'
import { currentFormat, type FlowDocument } from './flow'
import { migrations } from './migrations'
import { parseFlow } from './parse-flow'

const node = (id: string, type: string, params: Record<string, unknown> = {}) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })
const flow: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Case', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
  nodes: [node('in', 'event-trigger'), node('nap', 'wait', { duration: { amount: 5, unit: 'min' } }), node('done', 'end', { reason: 'completed' })],
  edges: [{ id: 'e1', from: { node: 'in', outlet: 'next' }, to: { node: 'nap' } }, { id: 'e2', from: { node: 'nap', outlet: 'done' }, to: { node: 'done' } }],
}
const note = { id: 'n', text: 'Agreed with Sales', position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow' as const }

describe('the form of a flow', () => {
  it('has one migration to each version, in order and without a gap', () => {
    expect(migrations.map(({ to }) => to)).toEqual(Array.from({ length: currentFormat - 1 }, (_, index) => index + 2))
    expect(new Set(migrations.map(({ name }) => name)).size).toBe(migrations.length)
  })

  it('of version 3 gets room for notes and groups, and keeps all else', () => {
    const { notes: _, groups: __, ...old } = flow
    expect(parseFlow({ ...old, formatVersion: 3 })).toEqual({ ok: true, flow })
  })

  it('drops from a group the steps that are not there, and the group that has none', () => {
    const groups = [{ id: 'g', name: 'G', nodes: ['nap', 'gone'], collapsed: false }, { id: 'h', name: 'H', nodes: ['lost'], collapsed: true }]
    expect(parseFlow({ ...flow, groups })).toMatchObject({ ok: true, flow: { groups: [{ id: 'g', nodes: ['nap'] }] } })
  })
})

it('notes and groups have no effect on the plan', () => {
  const annotated = { ...flow, notes: [note], groups: [{ id: 'g', name: 'Both', nodes: ['nap', 'done'], collapsed: true }] }
  const [with_, without] = [compile(annotated, library), compile(flow, library)]
  expect(without.plan).toBeDefined()
  expect(with_).toEqual(without)
})
