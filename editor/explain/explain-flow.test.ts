import { expect, it } from 'vitest'
import { fallbackRouting } from '#templates/fallback-routing/template'
import type { FlowDocument } from '#engine/graph/flow'
import { viewNodes } from '../canvas/project-flow'
import { explainFlow } from './explain-flow'

const names = { of: (_kind: string, id: string) => id }
const explain = (flow: FlowDocument) => explainFlow(flow, viewNodes(flow, names))
const template = fallbackRouting.build('standard', { team: 'Sales', queue: 'Overflow', rota: 'On call' })

it('tells every step once, numbered without a gap, and every way leads to a step of the story', () => {
  const { starts, steps, apart } = explain(template)
  expect(starts).toHaveLength(1)
  expect(apart).toEqual([])
  expect(steps.map(({ number }) => number)).toEqual(steps.map((_, index) => index + 1))
  expect(steps).toHaveLength(template.nodes.length - 1)
  for (const { ways } of steps) for (const way of ways) expect(steps.find((step) => step.number === way.to)?.label).toBe(way.label)
})

it('tells a main line to its end before the branches that leave it', () => {
  const node = (id: string, type: string, params = {}) => ({ id, type, label: id, params, position: { x: 0, y: 0 } })
  const way = (from: string, outlet: string, to: string) => ({ id: `${from}${outlet}`, from: { node: from, outlet }, to: { node: to } })
  const flow: FlowDocument = {
    ...template,
    nodes: [node('in', 'event-trigger'), node('ask', 'branch'), node('nap', 'wait'), node('done', 'end'), node('side', 'wait'), node('lonely', 'wait')],
    edges: [way('in', 'next', 'ask'), way('ask', 'yes', 'nap'), way('ask', 'no', 'side'), way('nap', 'done', 'done'), way('side', 'done', 'nap')],
  }
  const { steps, apart } = explain(flow)
  expect(steps.map(({ label }) => label)).toEqual(['ask', 'nap', 'done', 'side'])
  expect(steps[3]?.ways).toEqual([{ words: '', to: 2, label: 'nap' }])
  expect(apart.map(({ label, number, ways }) => [label, number, ways[0]?.to])).toEqual([['lonely', null, null]])
})

it('tells the group of a step, and the notes from top to bottom', () => {
  const note = (text: string, y: number) => ({ id: `n${y}`, text, position: { x: 0, y }, size: { width: 200, height: 100 }, colour: 'yellow' as const })
  const second = template.nodes[1]?.id ?? ''
  const { steps, notes } = explain({ ...template, notes: [note('below', 9), note('  ', 5), note('above', 1)], groups: [{ id: 'g', name: 'First try', nodes: [second], collapsed: true }] })
  expect(notes).toEqual(['above', 'below'])
  expect(steps.filter(({ group }) => group === 'First try').map(({ id }) => id)).toEqual([second])
})

it('comes to an end in a flow that goes round, and in an empty one', () => {
  const round: FlowDocument = { ...template, nodes: template.nodes.slice(0, 3), edges: template.nodes.slice(0, 3).map(({ id }, index) => ({ id: `r${index}`, from: { node: id, outlet: index === 0 ? 'next' : 'done' }, to: { node: template.nodes[1]?.id ?? '' } })) }
  expect(explain(round).steps.length).toBeLessThanOrEqual(2)
  expect(explain({ ...template, nodes: [], edges: [] })).toEqual({ starts: [], steps: [], apart: [], notes: [] })
})
