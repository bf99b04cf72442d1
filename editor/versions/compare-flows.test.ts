import { expect, it } from 'vitest'
import { fallbackRouting } from '#templates/fallback-routing/template'
import type { FlowDocument } from '#engine/graph/flow'
import { compareFlows } from './compare-flows'

const flow = fallbackRouting.build('standard', { team: 'team', queue: 'queue', rota: 'rota' })
const names = { of: (_kind: string, id: string) => id }
const change = (id: string, more: object): FlowDocument => ({ ...flow, nodes: flow.nodes.map((node) => (node.id === id ? { ...node, ...more } : node)) })
const words = (after: FlowDocument) => compareFlows(flow, after, names).changes.map((each) => each.words)
const wait = flow.nodes.find((node) => node.id === 'wait-first')
if (!wait) throw new Error('the template has no first wait')

it('says nothing of a flow that is the same', () => {
  expect(words(structuredClone(flow))).toEqual([])
})

it('tells a changed setting by what the step says before and after', () => {
  const told = words(change('wait-first', { params: { ...wait.params, window: { amount: 45, unit: 'min' } } }))
  expect(told).toEqual([expect.stringMatching(new RegExp(`^“${wait.label}”: .+ → .*45 min`))])
})

it('tells names, moves, what is new and what is gone, and where a way leads now', () => {
  const added = { id: 'new', type: 'wait', label: 'A pause', params: {}, position: { x: 0, y: 0 } }
  const after: FlowDocument = {
    ...flow,
    name: 'Other',
    nodes: [...flow.nodes.filter((node) => node.id !== 'accepted').map((node) => (node.id === 'wait-first' ? { ...node, label: 'Give them time', position: { x: 1, y: 1 } } : node)), added],
    edges: [...flow.edges.filter((edge) => edge.to.node !== 'accepted').map((edge) => (edge.from.node === 'wait-first' && edge.from.outlet === 'timedOut' ? { ...edge, to: { node: 'new' } } : edge))],
  }
  const { changes, marks, both } = compareFlows(flow, after, names)
  const told = changes.map((each) => each.words).join('\n')
  expect(told).toContain(`The flow is called “Other” instead of “${flow.name}”`)
  expect(told).toContain(`“${wait.label}” is called “Give them time” now`)
  expect(told).toMatch(/“A pause” is new: Waits/)
  expect(told).toMatch(/is gone \(/)
  expect(told).toMatch(/“Give them time”, .+, leads to “A pause” instead of “/)
  expect(told).toContain('1 step stands elsewhere on the canvas')
  expect([marks.get('new'), marks.get('accepted'), marks.get('wait-first')]).toEqual(['added', 'removed', 'changed'])
  expect(both.nodes).toHaveLength(flow.nodes.length + 1)
})
