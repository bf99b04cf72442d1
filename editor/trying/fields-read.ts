import type { FlowDocument, FlowNode } from '#engine/graph/flow'
import type { NodeRegistry } from '#nodes/definitions'

const said = /\{\{.*?\}\}|\{%.*?%\}/gs
const inText = /\b((?:lead|contact|company|event)\.[a-zA-Z][\w.]*)/g

/** Paths of the record's fields that a flow looks at: by its steps’ own reads, in conditions, and in texts. Each once, in the order of the steps. */
export function fieldsRead({ nodes }: Pick<FlowDocument, 'nodes'>, registry: NodeRegistry): string[] {
  return [...new Set(nodes.flatMap((node) => [...ownReads(node, registry), ...pathsIn(node.params)]))]
}

function ownReads({ type, params }: FlowNode, registry: NodeRegistry): string[] {
  const definition = Object.hasOwn(registry, type) ? registry[type] : undefined
  try {
    const parsed = definition?.params.safeParse(params)
    return parsed?.success ? (definition?.reads?.(parsed.data) ?? []) : []
  } catch {
    // A custom node's own code; what it reads is then not known.
    return []
  }
}

function pathsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    if (key === 'field' && value.includes('.')) return [value]
    return [...value.matchAll(said)].flatMap(([part]) => [...part.matchAll(inText)].map(([path]) => path))
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => pathsIn(inner, Array.isArray(value) ? key : name))
}
