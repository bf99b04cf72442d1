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
