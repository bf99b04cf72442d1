import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { describe, expect, it } from 'vitest'
import { viewNodes } from './project-flow'
import { tidy } from './tidy'

const names = { of: (_kind: string, id: string) => id }
const node = (id: string, type: string, params: Record<string, unknown> = {}) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })
const edge = (from: string, outlet: string, to: string) => ({ id: `${from}-${outlet}`, from: { node: from, outlet }, to: { node: to } })

const flow: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Test', failurePoint: '', concurrency: 'allow', notes: [], groups: [],
  nodes: [node('start', 'event-trigger'), node('ask', 'branch'), node('pick', 'route'), node('wait', 'await-ack'), node('nothing', 'end'), node('has', 'end')],
  edges: [edge('start', 'next', 'ask'), edge('ask', 'yes', 'pick'), edge('ask', 'no', 'nothing'), edge('pick', 'assigned', 'wait'), edge('wait', 'timedOut', 'pick'), edge('wait', 'acknowledged', 'has')],
}

describe('tidying up', () => {
  const places = tidy(flow, viewNodes(flow, names))
  const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN }

  it('puts the way that things should go into one column, in order', () => {
    expect(new Set(['start', 'ask', 'pick', 'wait'].map((id) => at(id).x)).size).toBe(1)
    expect(at('start').y < at('ask').y && at('ask').y < at('pick').y && at('pick').y < at('wait').y).toBe(true)
  })

  it('puts what leaves at a side to that side', () => {
    expect(at('nothing').x).toBeGreaterThan(at('ask').x)
    expect(at('nothing').y).toBe(at('ask').y)
    expect(at('has').x).toBeLessThan(at('wait').x)
  })

  it('lays no card over another, and gives the same places for the same flow', () => {
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(flow.nodes.length)
    expect(tidy(flow, viewNodes(flow, names))).toEqual(places)
  })
})

describe('branches beside one another', () => {
  const fork = (places: Record<string, number>): FlowDocument => ({
    ...flow,
    nodes: [node('start', 'event-trigger'), node('fork', 'fork', { ways: [{ id: 'a', name: 'A' }, { id: 'b', name: 'B' }, { id: 'c', name: 'C' }] }), ...['one', 'two', 'three'].map((id) => ({ ...node(id, 'wait'), position: { x: places[id] ?? 0, y: 300 } }))],
    edges: [edge('start', 'next', 'fork'), edge('fork', 'c', 'three'), edge('fork', 'b', 'two'), edge('fork', 'a', 'one')],
  })
  const order = (document: FlowDocument) => [...tidy(document, viewNodes(document, names))].filter(([id]) => ['one', 'two', 'three'].includes(id)).sort((one, other) => one[1].x - other[1].x).map(([id]) => id)

  it('stand as their ways out do, where nobody has ordered them', () => {
    expect(order(fork({}))).toEqual(['one', 'two', 'three'])
  })

  it('keep the order from left to right that a person gave them, again and again', () => {
    const document = fork({ three: -400, one: 0, two: 500 })
    expect(order(document)).toEqual(['three', 'one', 'two'])
    const places = tidy(document, viewNodes(document, names))
    const tidied = { ...document, nodes: document.nodes.map((each) => ({ ...each, position: places.get(each.id) ?? each.position })) }
    expect(tidy(tidied, viewNodes(tidied, names))).toEqual(places)
  })
})

describe('groups', () => {
  const grouped: FlowDocument = { ...flow, groups: [{ id: 'g', name: 'Ask', nodes: ['pick', 'wait', 'has'], collapsed: false }] }
  const places = tidy(grouped, viewNodes(grouped, names))
  const at = (id: string) => places.get(id) ?? { x: Number.NaN, y: Number.NaN }

  it('keep their steps together: nothing else stands between them', () => {
    const own = grouped.groups[0]?.nodes ?? []
    const [xs, ys] = [own.map((id) => at(id).x), own.map((id) => at(id).y)]
    const within = grouped.nodes.filter(({ id }) => at(id).x >= Math.min(...xs) && at(id).x <= Math.max(...xs) && at(id).y >= Math.min(...ys) && at(id).y <= Math.max(...ys))
    expect(within.map(({ id }) => id).sort()).toEqual([...own].sort())
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(grouped.nodes.length)
  })

  it('keep their own main line in the column of the flow, with room for their name', () => {
    expect(new Set(['start', 'ask', 'pick', 'wait'].map((id) => at(id).x)).size).toBe(1)
    expect(at('pick').y - at('ask').y).toBeGreaterThan(130)
  })
})
