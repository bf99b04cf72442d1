import { currentFormat, type FlowDocument } from '#engine/graph/flow'

type Params = Record<string, unknown>

/**
 * A flow in few words: steps as `id: [type, params]`, ways as `'from.outlet': 'to'`. A trigger `in` is added, and leads to
 * the first step.
 */
export function buildFlow(steps: Record<string, [type: string, params?: Params]>, ways: Record<string, string>): FlowDocument {
  const first = Object.keys(steps)[0]
  if (!first) throw new Error('test.buildFlow: no steps')
  const all = { in: ['event-trigger', {}] as [string, Params?], ...steps }
  return {
    format: 'watertight.flow',
    formatVersion: currentFormat,
    name: 'Case',
    failurePoint: '',
    concurrency: 'allow',
    nodes: Object.entries(all).map(([id, [type, params = {}]], index) => ({ id, type, label: id, params, position: { x: 0, y: index * 100 } })),
    edges: Object.entries({ 'in.next': first, ...ways }).map(([from, to], index) => {
      const [node = '', outlet = ''] = from.split('.')
      return { id: `e${index}`, from: { node, outlet }, to: { node: to } }
    }),
    notes: [],
    groups: [],
  }
}

/** The flow with another trigger in place of the arriving lead. */
export function startedBy(type: string, flow: FlowDocument, params: Params = {}): FlowDocument {
  return { ...flow, nodes: flow.nodes.map((node) => (node.id === 'in' ? { ...node, type, params } : node)) }
}

/** Shorthand for params. */
export const minutes = (amount: number) => ({ amount, unit: 'min' as const })
export const seconds = (amount: number) => ({ amount, unit: 's' as const })
export const when = (field: string, operator: string, value?: unknown) => ({ condition: { combinator: 'and', rules: [{ field, operator, value }] } })
