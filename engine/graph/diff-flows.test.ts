import { describe, expect, it } from 'vitest'
import { diffFlows } from './diff-flows'
import { currentFormat, type FlowDocument } from './flow'

const node = (id: string, params: Record<string, unknown> = {}, more = {}) => ({ id, type: 'wait', label: id, params, position: { x: 0, y: 0 }, ...more })
const way = (id: string, from: string, to: string) => ({ id, from: { node: from, outlet: 'done' }, to: { node: to } })
const flow: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Flow', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
  nodes: [node('a', { duration: { amount: 5, unit: 'min' }, days: [1, 2] }), node('b'), node('c')],
  edges: [way('1', 'a', 'b'), way('2', 'b', 'c')],
}

describe('the difference between two flows', () => {
  it('is nothing for the same flow, in whatever order its fields and steps stand', () => {
    const [a, b, c] = flow.nodes
    if (!a || !b || !c) throw new Error('three steps')
    const same = { ...flow, nodes: [c, { ...a, params: { days: [1, 2], duration: { unit: 'min', amount: 5 } } }, b], edges: [...flow.edges].reverse() }
    expect(diffFlows(flow, same)).toEqual([])
  })

  it('names steps that are new, gone, moved and changed, a changed one by its settings', () => {
    const after = { ...flow, nodes: [node('a', { duration: { amount: 9, unit: 'min' }, days: [1, 2] }, { position: { x: 10, y: 0 } }), node('b', {}, { label: 'B' }), node('d')] }
    expect(diffFlows(flow, after).map((change) => ({ ...change, before: undefined, after: undefined, node: 'node' in change ? change.node.id : undefined }))).toEqual([
      expect.objectContaining({ kind: 'step-changed', params: ['duration'] }), expect.objectContaining({ kind: 'step-moved', node: 'a' }), expect.objectContaining({ kind: 'step-changed', params: [] }),
      expect.objectContaining({ kind: 'step-added', node: 'd' }), expect.objectContaining({ kind: 'step-removed', node: 'c' }),
    ])
  })

  it('sees lists that differ in order or length, and what was left out', () => {
    const params = (next: Record<string, unknown>) => diffFlows(flow, { ...flow, nodes: [node('a', next), ...flow.nodes.slice(1)] }).flatMap((change) => ('params' in change ? change.params : []))
    expect(params({ duration: { amount: 5, unit: 'min' }, days: [2, 1] })).toEqual(['days'])
    expect(params({ duration: { amount: 5, unit: 'min' }, days: [1, 2, 3] })).toEqual(['days'])
    expect(params({ days: [1, 2] })).toEqual(['duration'])
  })

  it('takes a default that is written down for none', () => {
    const after = { ...flow, nodes: flow.nodes.map((each) => (each.id === 'b' ? node('b', { kind: 'duration' }) : each)) }
    expect(diffFlows(flow, after)).toHaveLength(1)
    expect(diffFlows(flow, after, ({ params }) => ({ kind: 'duration', ...params }))).toEqual([])
  })

  it('tells ways that lead elsewhere, are new or gone, of steps that both have', () => {
    expect(diffFlows(flow, { ...flow, edges: [way('1', 'a', 'c'), way('3', 'c', 'a')] }).map((change) => ({ ...change, from: 'from' in change ? change.from.node : '' }))).toEqual([
      { kind: 'way-moved', from: 'a', before: 'b', to: 'c' }, { kind: 'way-added', from: 'c', to: 'a' }, { kind: 'way-removed', from: 'b', to: 'c' },
    ])
    expect(diffFlows(flow, { ...flow, nodes: flow.nodes.slice(0, 2), edges: [way('1', 'a', 'b')] }).map(({ kind }) => kind)).toEqual(['step-removed', 'way-removed'])
  })

  it('tells notes and groups that are new, gone, changed and moved, and not whether a group is folded', () => {
    const note = (id: string, more = {}) => ({ id, text: id, position: { x: 0, y: 0 }, size: { width: 200, height: 100 }, colour: 'yellow' as const, ...more })
    const group = (id: string, nodes: string[], more = {}) => ({ id, name: id, nodes, collapsed: false, ...more })
    const before = { ...flow, notes: [note('one'), note('two'), note('three')], groups: [group('g', ['a', 'b']), group('h', ['c'])] }
    expect(diffFlows(before, { ...before, groups: [group('g', ['b', 'a'], { collapsed: true }), group('h', ['c'])] })).toEqual([])
    const after = {
      ...flow, notes: [note('one', { text: 'Other', position: { x: 5, y: 0 } }), note('two', { size: { width: 300, height: 100 } }), note('four')],
      groups: [group('g', ['a']), group('k', ['b'])],
    }
    expect(diffFlows(before, after).map((change) => [change.kind, 'note' in change ? change.note.id : 'group' in change ? change.group.id : change.kind === 'note-changed' || change.kind === 'group-changed' ? change.after.id : ''])).toEqual([
      ['group-changed', 'g'], ['group-added', 'k'], ['group-removed', 'h'],
      ['note-changed', 'one'], ['note-moved', 'one'], ['note-moved', 'two'], ['note-added', 'four'], ['note-removed', 'three'],
    ])
  })

  it('names settings of the flow', () => {
    expect(diffFlows(flow, { ...flow, name: 'New', concurrency: 'queue' })).toEqual([
      { kind: 'flow-changed', setting: 'name', before: 'Flow', after: 'New' }, { kind: 'flow-changed', setting: 'concurrency', before: 'allow', after: 'queue' },
    ])
  })
})
