import { errorOutlet, type FlowEdge, type FlowNode } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import type { Family, Names, NodeDefinition, Outlet } from '#nodes/sdk/define-node'
import { t } from '../words/t'

/** What can be said about a node from its type and settings alone. */
export interface NodeView {
  definition: NodeDefinition | undefined
  family: Family | 'unknown'
  kind: string
  summary: string
  outlets: Outlet[]
  /** Those that lead nowhere yet. */
  open: Outlet[]
}

export const errorWords = t('If it fails for good')

/**
 * Reads a node for show. Never throws: a node of an unknown kind, or with settings that do not fit, is still drawn with
 * the ways out that its edges use, so that nothing of the flow disappears.
 */
export function viewNode(node: FlowNode, names: Names, leaving: FlowEdge[]): NodeView {
  const read = readNode(node, names, leaving)
  const used = new Set(leaving.map((edge) => edge.from.outlet))
  return { ...read, open: read.outlets.filter((outlet) => !used.has(outlet.name)) }
}

function readNode(node: FlowNode, names: Names, leaving: FlowEdge[]): Omit<NodeView, 'open'> {
  const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
  if (!definition) {
    return { definition, family: 'unknown', kind: t('Unknown kind “{kind}”', { kind: node.type }), summary: t('This kind of step is not installed here. Its settings are kept.'), outlets: usedOutlets([], leaving) }
  }
  try {
    return viewKnown(definition, node, names, leaving)
  } catch {
    return { definition, family: definition.family, kind: definition.title, summary: t('Its own code fails on these settings'), outlets: usedOutlets([], leaving) }
  }
}

function viewKnown(definition: NodeDefinition, node: FlowNode, names: Names, leaving: FlowEdge[]): Omit<NodeView, 'open'> {
  const own = definition.params.safeParse(node.params)
  const params = own.success ? own.data : definition.params.safeParse({}).data
  const outlets = params === undefined ? [] : definition.outlets(params)
  return {
    definition,
    family: definition.family,
    kind: definition.title,
    summary: own.success ? definition.summary(own.data, names) : t('Some settings do not fit yet'),
    outlets: usedOutlets(outlets, leaving),
  }
}

/** The node's own outlets, and any other by which an edge leaves. */
function usedOutlets(own: Outlet[], leaving: FlowEdge[]): Outlet[] {
  const outlets = [...own]
  for (const { from } of leaving) {
    if (outlets.some((outlet) => outlet.name === from.outlet)) continue
    outlets.push({ name: from.outlet, label: from.outlet === errorOutlet ? errorWords : from.outlet, side: 'right' })
  }
  return outlets
}
