import type { NodeRegistry } from '#nodes/definitions'
import { type Field, leadFields, textWords } from '#nodes/revops/fields'
import type { ProducedField } from '#nodes/sdk/define-node'
import type { FlowDocument, FlowEdge, FlowNode } from '../graph/flow'
import { findDominators } from './dominators'

/** Where a field comes from: the record, a value that a step remembers, what a step left, the round of a loop, the message itself. */
export type FieldOrigin = 'record' | 'value' | 'result' | 'round' | 'message'

/** A field that exists at a point of a flow. */
export interface FieldAt {
  path: string
  label: string
  type: ProducedField['type']
  example: Field['example']
  origin: FieldOrigin
  isPersonal: boolean
  /** Whether every way to this point passes the step that it comes from; else it may be empty. */
  isSure: boolean
  /** The step that it comes from, by the name that a person gave it. */
  step?: string
}

/**
 * The fields that exist at a step: those of the record, and what steps before it remember or leave, in the order in which they come.
 * Never throws: a step whose code or settings are not sound leaves nothing.
 */
export function fieldsAt(flow: FlowDocument, registry: NodeRegistry, nodeId: string): FieldAt[] {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]))
  const node = nodes.get(nodeId)
  const { leaving, coming } = linesOf(flow.edges, nodes)
  const before = reachable([nodeId], (id) => (coming.get(id) ?? []).map((edge) => edge.from.node))
  const trigger = flow.nodes.find((each) => registry[each.type]?.family === 'trigger')?.id
  const ways = trigger === undefined ? undefined : findDominators({ leaving }, trigger)
  const isSure = (id: string) => id !== nodeId && ways !== undefined && ways.parent.has(nodeId) && ways.dominates(id, nodeId)

  const inOrder = [...(ways?.order ?? []), ...before].filter((id, index, all) => before.has(id) && all.indexOf(id) === index)
  const left = inOrder.flatMap((id) => {
    const earlier = nodes.get(id)
    return earlier ? producedBy(earlier, registry).map((field) => leftBy(earlier, field, isSure(id))) : []
  })
  return merge([...leadFields.map((field) => known(field, 'record')), ...left, ...(isInRound(nodeId, flow.nodes, leaving) ? ofRound : []), ...wordsOf(node, registry)])
}

const known = ({ path, label, type, example, isPersonal = false }: Field, origin: FieldOrigin): FieldAt => ({ path, label, type, example, origin, isPersonal, isSure: true })

const ofRound = textWords.filter((word) => word.path.startsWith('item.')).map((word) => known(word, 'round'))

function wordsOf(node: FlowNode | undefined, registry: NodeRegistry): FieldAt[] {
  const words = (node && Object.hasOwn(registry, node.type) && registry[node.type]?.textWords) || []
  return textWords.filter((word) => words.includes(word.path)).map((word) => known(word, 'message'))
}

function producedBy(node: FlowNode, registry: NodeRegistry): ProducedField[] {
  const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
  if (!definition?.produces) return []
  try {
    const params = definition.params.safeParse(node.params)
    return params.success ? definition.produces(params.data) : []
  } catch {
    return []
  }
}

function leftBy(node: FlowNode, { name, label, type, example, isValue = false }: ProducedField, isSure: boolean): FieldAt {
  return { path: isValue ? `vars.${name}` : `outputs.${node.id}.${name}`, label, type, example, origin: isValue ? 'value' : 'result', isPersonal: false, isSure, step: node.label }
}

/** A value that several steps remember is one field; sure when one of them surely comes before. */
function merge(fields: FieldAt[]): FieldAt[] {
  const merged = new Map<string, FieldAt>()
  for (const field of fields) {
    const first = merged.get(field.path)
    merged.set(field.path, first ? { ...first, isSure: first.isSure || field.isSure } : field)
  }
  return [...merged.values()]
}

/** Whether some loop comes to this step by its way “each” without passing the loop again. */
function isInRound(nodeId: string, nodes: FlowNode[], leaving: Map<string, FlowEdge[]>): boolean {
  return nodes.some((loop) => {
    const first = leaving.get(loop.id)?.find((edge) => edge.from.outlet === 'each')?.to.node
    if (first === undefined || loop.id === nodeId) return false
    return first === nodeId || reachable([first], (id) => (id === loop.id ? [] : (leaving.get(id) ?? []).map((edge) => edge.to.node))).has(nodeId)
  })
}

/** Everything that is come to from these; they themselves only where a way leads back to them. */
function reachable(from: string[], next: (id: string) => string[]): Set<string> {
  const found = new Set<string>()
  const open = [...from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const other of next(id)) {
      if (found.has(other)) continue
      found.add(other)
      open.push(other)
    }
  }
  return found
}

function linesOf(edges: FlowEdge[], nodes: Map<string, FlowNode>) {
  const leaving = new Map<string, FlowEdge[]>()
  const coming = new Map<string, FlowEdge[]>()
  for (const edge of edges) {
    if (!nodes.has(edge.from.node) || !nodes.has(edge.to.node)) continue
    leaving.set(edge.from.node, [...(leaving.get(edge.from.node) ?? []), edge])
    coming.set(edge.to.node, [...(coming.get(edge.to.node) ?? []), edge])
  }
  return { leaving, coming }
}
