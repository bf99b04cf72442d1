import { diffFlows } from '#engine/graph/diff-flows'
import type { FlowDocument, FlowNode } from '#engine/graph/flow'
import type { Names } from '#nodes/sdk/define-node'
import type { Mark } from '../canvas/card-data'
import { viewNodes } from '../canvas/project-flow'
import { registry } from '../nodes/registry'
import { type ChangeWords, changeWords } from './change-words'

export interface Comparison {
  changes: ChangeWords[]
  /** What became of a step; a step that was changed and moved is changed. */
  marks: Map<string, Mark>
  /** The later form, with what is gone from it. */
  both: FlowDocument
}

/** Compares two forms of a flow for show: in words, and on one canvas. Pure. */
export function compareFlows(before: FlowDocument, after: FlowDocument, names: Names): Comparison {
  const changes = diffFlows(before, after, paramsOf)
  const marks = new Map<string, Mark>()
  for (const change of changes) {
    if (change.kind === 'step-moved' && !marks.has(change.node.id)) marks.set(change.node.id, 'moved')
    if (change.kind === 'step-changed') marks.set(change.after.id, 'changed')
    if (change.kind === 'step-added') marks.set(change.node.id, 'added')
    if (change.kind === 'step-removed') marks.set(change.node.id, 'removed')
  }
  const gone = before.nodes.filter((node) => marks.get(node.id) === 'removed')
  const ids = new Set(after.edges.map((edge) => edge.id))
  const lines = before.edges.filter((edge) => !ids.has(edge.id) && (marks.get(edge.from.node) === 'removed' || marks.get(edge.to.node) === 'removed'))
  return {
    changes: changeWords(changes, { before, after, viewsBefore: viewNodes(before, names), viewsAfter: viewNodes(after, names) }),
    marks,
    both: { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...lines] },
  }
}

/** Settings with what they leave out; as they are where they do not fit, or nobody knows the kind. */
function paramsOf(node: FlowNode): Record<string, unknown> {
  const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
  try {
    const parsed = definition?.params.safeParse(node.params)
    return parsed?.success ? (parsed.data as Record<string, unknown>) : node.params
  } catch {
    return node.params
  }
}
