import type { NodeRegistry } from '#nodes/definitions'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import type { FlowDocument, FlowNode } from '../graph/flow'
import { askDefinition } from './ask-definition'
import type { SoundNode } from './context'
import type { Diagnostic } from './diagnostic'
import { t } from '#nodes/sdk/t'

/** First pass: every node's type is known and its params fit. */
export function checkNodes(flow: FlowDocument, registry: NodeRegistry): { sound: Map<string, SoundNode>; found: Diagnostic[] } {
  const sound = new Map<string, SoundNode>()
  const found: Diagnostic[] = []
  for (const node of flow.nodes) {
    const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
    if (!definition) {
      found.push({
        code: 'unknown-node', severity: 'error', nodeId: node.id,
        message: t('“{step}” is of a kind (“{kind}”) that this installation does not know. Install it, or replace the step.', { step: node.label, kind: node.type }),
        fix: { kind: 'remove-node', node: node.id, words: t('Remove the step') },
      })
      continue
    }
    const parsed = parse(definition, node.params)
    if ('problem' in parsed) {
      found.push(badNode(node, parsed.problem))
      continue
    }
    if (!parsed.success) {
      for (const issue of parsed.error.issues.slice(0, 5)) {
        found.push({ code: 'bad-params', severity: 'error', nodeId: node.id, param: issue.path.join('.'), message: `“${node.label}”: ${issue.message}.` })
      }
      continue
    }
    const asked = askDefinition(definition, parsed.data)
    if ('problem' in asked) found.push(badNode(node, asked.problem))
    else sound.set(node.id, { node, definition, params: parsed.data, outlets: asked.outlets })
  }
  return { sound, found }
}

/** A custom node's params may have checks of its own that throw. */
function parse(definition: NodeDefinition, params: unknown): ReturnType<NodeDefinition['params']['safeParse']> | { problem: string } {
  try {
    return definition.params.safeParse(params)
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error) }
  }
}

function badNode({ id, type, label }: FlowNode, problem: string): Diagnostic {
  return {
    code: 'bad-node', severity: 'error', nodeId: id,
    message: t('“{step}” cannot be used with these settings: the code of the node “{kind}” fails on them ({problem}). Change the settings, or have the node mended.', { step: label, kind: type, problem }),
  }
}
