import { z } from 'zod'
import type { NodeRegistry } from '#nodes/definitions'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { type FlowDocument, type ReferenceKind, type ReferenceNames, referenceKinds } from './flow'

/** Something outside the flow that its steps name by an id. */
export interface FlowReference {
  kind: ReferenceKind
  id: string
  /** What it was called where the flow was exported. */
  name: string | undefined
  /** Ids of the steps that name it. */
  nodes: string[]
}

/** What a workspace has, by kind. */
export type KnownReferences = Record<ReferenceKind, readonly { id: string; name: string }[]>

/** Everything outside that the steps of known kinds name, in the order of the steps. */
export function findReferences(flow: FlowDocument, registry: NodeRegistry): FlowReference[] {
  const found = new Map<string, FlowReference>()
  mapReferences(flow, registry, (kind, id, node) => {
    const known = found.get(`${kind} ${id}`)
    if (known === undefined) found.set(`${kind} ${id}`, { kind, id, name: flow.names?.[kind]?.[id], nodes: [node] })
    else if (!known.nodes.includes(node)) known.nodes.push(node)
    return id
  })
  return [...found.values()]
}

/** The flow with another id wherever `change` gives one. What steps of unknown kinds hold stays as it is. */
export function mapReferences(flow: FlowDocument, registry: NodeRegistry, change: (kind: ReferenceKind, id: string, node: string) => string): FlowDocument {
  return {
    ...flow,
    nodes: flow.nodes.map((node) => {
      const definition = Object.hasOwn(registry, node.type) ? registry[node.type] : undefined
      return definition ? { ...node, params: mapValue(node.params, schemaOf(definition), (kind, id) => change(kind, id, node.id)) as Record<string, unknown> } : node
    }),
  }
}

/** The flow as it goes into a file: with the names of what it refers to, so that another workspace can find it by name. */
export function nameReferences(flow: FlowDocument, registry: NodeRegistry, known: KnownReferences): FlowDocument {
  return withNames(flow, findReferences(flow, registry).map((each) => ({ ...each, name: known[each.kind].find(({ id }) => id === each.id)?.name ?? each.name })))
}

/**
 * The flow as it comes from a file: what is here by its id stays, what one thing here is called by the same name becomes that. The rest
 * is `missing`; its ids and names are kept, so that nothing is dropped silently.
 */
export function resolveReferences(flow: FlowDocument, registry: NodeRegistry, known: KnownReferences): { flow: FlowDocument; missing: FlowReference[] } {
  const missing: FlowReference[] = []
  const ids = new Map<string, string>()
  for (const each of findReferences(flow, registry)) {
    const here = known[each.kind]
    if (here.some(({ id }) => id === each.id)) continue
    const named = here.filter(({ name }) => each.name !== undefined && isSameName(name, each.name))
    if (named.length === 1 && named[0]) ids.set(`${each.kind} ${each.id}`, named[0].id)
    else missing.push(each)
  }
  return { flow: withNames(mapReferences(flow, registry, (kind, id) => ids.get(`${kind} ${id}`) ?? id), missing), missing }
}

function withNames({ names: _, ...flow }: FlowDocument, references: FlowReference[]): FlowDocument {
  const names: ReferenceNames = {}
  for (const kind of referenceKinds) {
    const named = references.flatMap((each) => (each.kind === kind && each.name !== undefined ? [[each.id, each.name] as const] : []))
    if (named.length > 0) names[kind] = Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)))
  }
  return Object.keys(names).length > 0 ? { ...flow, names } : flow
}

function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase()
}

interface Schema {
  widget?: string
  properties?: Record<string, Schema>
  items?: Schema
}

const schemas = new WeakMap<NodeDefinition, Schema>()

function schemaOf(definition: NodeDefinition): Schema {
  const kept = schemas.get(definition)
  if (kept) return kept
  const made = z.toJSONSchema(definition.params, { io: 'input', unrepresentable: 'any' }) as Schema
  schemas.set(definition, made)
  return made
}

/** A param says by its widget that it holds an id; see how forms are made of params. */
function kindOf(widget: string | undefined): ReferenceKind | undefined {
  return widget === 'people' ? 'person' : referenceKinds.find((kind) => kind === widget)
}

function mapValue(value: unknown, schema: Schema | undefined, change: (kind: ReferenceKind, id: string) => string): unknown {
  if (schema === undefined || value === null) return value
  const kind = kindOf(schema.widget)
  if (kind !== undefined && Array.isArray(value)) return value.map((each) => (typeof each === 'string' && each !== '' ? change(kind, each) : each))
  if (kind !== undefined) return typeof value === 'string' && value !== '' ? change(kind, value) : value
  if (Array.isArray(value)) return value.map((each) => mapValue(each, schema.items, change))
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapValue(inner, schema.properties?.[name], change)]))
}
