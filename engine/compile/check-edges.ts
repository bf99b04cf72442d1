import { errorOutlet, type FlowDocument, type FlowEdge } from '../graph/flow'
import type { SoundNode } from './context'
import type { Diagnostic } from './diagnostic'
import { t } from '#nodes/sdk/t'

/** Second pass: every edge joins two nodes that exist, leaves by a way out that exists, and is the only one there. */
export function checkEdges(flow: FlowDocument, sound: Map<string, SoundNode>): { leaving: Map<string, FlowEdge[]>; found: Diagnostic[] } {
  const found: Diagnostic[] = []
  const leaving = new Map<string, FlowEdge[]>()
  const labels = new Map(flow.nodes.map((node) => [node.id, node.label]))
  for (const edge of flow.edges) {
    const problem = edgeProblem(edge, labels, sound, leaving.get(edge.from.node) ?? [])
    if (problem) {
      found.push({ severity: 'error', edgeId: edge.id, fix: { kind: 'remove-edge', edge: edge.id, words: t('Remove the line') }, ...problem })
      if (problem.code === 'dangling-edge') continue
    }
    leaving.set(edge.from.node, [...(leaving.get(edge.from.node) ?? []), edge])
  }
  return { leaving, found }
}

function edgeProblem(edge: FlowEdge, labels: Map<string, string>, sound: Map<string, SoundNode>, before: FlowEdge[]): Pick<Diagnostic, 'code' | 'message' | 'nodeId'> | undefined {
  const fromLabel = labels.get(edge.from.node)
  const toLabel = labels.get(edge.to.node)
  if (fromLabel === undefined || toLabel === undefined) {
    if (fromLabel === undefined) return { code: 'dangling-edge', message: t('A line starts at a step that does not exist (“{step}”).', { step: edge.from.node }) }
    return { code: 'dangling-edge', nodeId: edge.from.node, message: t('A line ends at a step that does not exist (“{step}”).', { step: edge.to.node }) }
  }
  const from = sound.get(edge.from.node)
  if (from && edge.from.outlet !== errorOutlet && !from.outlets.some((outlet) => outlet.name === edge.from.outlet)) {
    return { code: 'unknown-outlet', nodeId: edge.from.node, message: t('“{step}” has no way out named “{way}”.', { step: fromLabel, way: edge.from.outlet }) }
  }
  if (before.some((other) => other.from.outlet === edge.from.outlet)) {
    return { code: 'two-ways-from-outlet', nodeId: edge.from.node, message: t('Two lines leave “{step}” by the same way out. A way out leads to one step.', { step: fromLabel }) }
  }
  if (sound.get(edge.to.node)?.definition.family === 'trigger') {
    return { code: 'edge-into-trigger', nodeId: edge.to.node, message: t('A line leads back into “{step}”. A run starts there; it cannot go there.', { step: toLabel }) }
  }
  return undefined
}
