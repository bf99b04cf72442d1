import { describe, expect, it } from 'vitest'
import { library } from '#nodes/definitions'
import { compile } from '#engine/compile/compile'
import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { extractSteps } from './extract-steps'

const node = (id: string, type: string, params: Record<string, unknown> = {}) => ({ id, type, label: `Step ${id}`, params, position: { x: 0, y: 0 } })
const edge = (from: string, outlet: string, to: string) => ({ id: `${from}-${outlet}`, from: { node: from, outlet }, to: { node: to } })
const nap = { duration: { amount: 5, unit: 'min' } }
const asked = { condition: { combinator: 'and', rules: [{ field: 'lead.amount', operator: '>', value: 5 }] } }
const flow: FlowDocument = {
  format: 'watertight.flow', formatVersion: currentFormat, name: 'Whole', failurePoint: 'Lost', concurrency: 'queue', notes: [], groups: [],
  nodes: [node('in', 'event-trigger'), node('ask', 'branch', asked), node('a', 'wait', nap), node('b', 'wait', nap), node('c', 'wait', nap), node('done', 'end'), node('other', 'end')],
  edges: [edge('in', 'next', 'ask'), edge('ask', 'yes', 'a'), edge('ask', 'no', 'other'), edge('a', 'done', 'b'), edge('b', 'done', 'c'), edge('c', 'done', 'done')],
}
const wordsOf = (document: FlowDocument, ids: string[]) => {
  const found = extractSteps(document, ids)
  return found.ok ? '' : found.words
}

describe('steps that become a flow of their own', () => {
  it('are started by the other flow, come to an end where they led out, and one step stands in their place', () => {
    const made = extractSteps({ ...flow, groups: [{ id: 'g', name: 'Two rests', nodes: ['a', 'b'], collapsed: true }] }, ['a', 'b'])
    if (!made.ok) throw new Error(made.words)
    expect(made.flow).toMatchObject({ name: 'Two rests', failurePoint: 'Lost', groups: [] })
    const { plan, diagnostics } = compile(made.flow, library)
    expect(diagnostics).toEqual([])
    expect(plan).toBeDefined()
    const rest = made.without('other-flow')
    expect(rest.nodes.map(({ id }) => id)).toEqual(['in', 'ask', 'c', 'done', 'other', made.step])
    expect(rest.nodes.at(-1)).toMatchObject({ type: 'sub-flow', label: 'Two rests', params: { flow: 'other-flow' } })
    expect(rest.groups).toEqual([])
    const ways = rest.edges.map(({ from, to }) => `${from.node}.${from.outlet}>${to.node}`)
    expect(ways).toContain(`ask.yes>${made.step}`)
    expect(ways).toContain(`${made.step}.done>c`)
    expect(new Set(rest.edges.map(({ id }) => id)).size).toBe(rest.edges.length)
  })

  it('that end the flow leave an end after the step that runs them', () => {
    const made = extractSteps(flow, ['c', 'done'])
    if (!made.ok) throw new Error(made.words)
    expect(compile(made.flow, library).diagnostics).toEqual([])
    const rest = made.without('x')
    const after = rest.edges.find(({ from }) => from.node === made.step)?.to.node
    expect(rest.nodes.find(({ id }) => id === after)?.type).toBe('end')
  })

  it.each([
    ['a step that starts the flow', flow, ['in', 'ask'], /“Step in” starts this flow/],
    ['several ways in', flow, ['a', 'c'], /Ways lead to 2 of the chosen steps/],
    ['several ways out', flow, ['ask'], /go on with 2 others/],
    ['nothing', flow, [], /Choose the steps/],
    ['steps that nothing leads to', { ...flow, edges: [] }, ['a'], /No way leads/],
    ['an end, where others go on', { ...flow, edges: [...flow.edges, edge('a', 'error', 'other')] }, ['b', 'c', 'done', 'a'], /“Step done” ends this flow/],
    ['what later steps use', { ...flow, nodes: flow.nodes.map((each) => (each.id === 'c' ? { ...each, params: { text: '{{ outputs.a.x }}' } } : each)) }, ['a', 'b'], /Later steps use what “Step a”/],
    ['what earlier steps found out', { ...flow, nodes: flow.nodes.map((each) => (each.id === 'b' ? { ...each, params: { text: '{{ outputs.ask.x }}' } } : each)) }, ['a', 'b'], /use what “Step ask”/],
    ['the event', { ...flow, nodes: flow.nodes.map((each) => (each.id === 'b' ? { ...each, params: { text: '{{ event.id }}' } } : each)) }, ['a', 'b'], /the event that started/],
    ['values that are kept', { ...flow, nodes: flow.nodes.map((each) => (each.id === 'a' ? { ...each, type: 'set', params: { values: [] } } : each.id === 'c' ? { ...each, params: { text: '{{ vars.x }}' } } : each)) }, ['a', 'b'], /would not pass/],
    ['a round of “For each”', { ...flow, nodes: flow.nodes.map((each) => (each.id === 'a' ? { ...each, params: { about: 'item' } } : each)) }, ['a', 'b'], /round of “For each”/],
  ])('are not made of %s, and the reason is said', (_name, document, ids, words) => {
    expect(wordsOf(document, ids)).toMatch(words)
  })
})
