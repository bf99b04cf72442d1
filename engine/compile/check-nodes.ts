import type { NodeRegistry } from '#nodes/definitions'
import type { FlowDocument } from '../graph/flow'
import type { SoundNode } from './context'
import type { Diagnostic } from './diagnostic'

/** First pass: every node's type is known and its params fit. */
export function checkNodes(flow: FlowDocument, registry: NodeRegistry): { sound: Map<string, SoundNode>; found: Diagnostic[] } {
  const sound = new Map<string, SoundNode>()
  const found: Diagnostic[] = []
  for (const node of flow.nodes) {
    const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
    if (!definition) {
      found.push({
        code: 'unknown-node', severity: 'error', nodeId: node.id,
        message: `“${node.label}” is of a kind (“${node.type}”) that this installation does not know. Install it, or replace the step.`,
        fix: { kind: 'remove-node', node: node.id, words: 'Remove the step' },
      })
      continue
    }
    const parsed = definition.params.safeParse(node.params)
    if (!parsed.success) {
      for (const issue of parsed.error.issues.slice(0, 5)) {
        found.push({ code: 'bad-params', severity: 'error', nodeId: node.id, param: issue.path.join('.'), message: `“${node.label}”: ${issue.message}.` })
      }
      continue
    }
    sound.set(node.id, { node, definition, params: parsed.data, outlets: definition.outlets(parsed.data) })
  }
  return { sound, found }
}
