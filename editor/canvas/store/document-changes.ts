import type { FlowDocument, FlowNode } from '#engine/graph/flow'
import { withGroupsOf } from '#engine/graph/groups-of'
import type { Fragment } from '../clipboard/fragment'
import { noteKey } from '../canvas-key'
import { registry } from '../../nodes/registry'
import { newId } from '../new-id'

/* Changes of a flow as functions from one document to the next. None of them edits in place: undo relies on it. */

export interface From {
  node: string
  outlet: string
}

/** A node of a known kind with its standard settings. */
export function makeNode(type: string, position: { x: number; y: number }): FlowNode {
  const definition = registry[type]
  if (!definition) throw new Error(`editor.canvas: no node type "${type}"`)
  return { id: newId(), type, label: definition.title, params: definition.params.parse({}) as Record<string, unknown>, position }
}

export function withNode(document: FlowDocument, node: FlowNode): FlowDocument {
  return { ...document, nodes: [...document.nodes, node] }
}

/** Adds steps and notes that were made elsewhere, with the lines between them. */
export function withFragment(document: FlowDocument, { nodes, edges, notes, groups }: Fragment): FlowDocument {
  return { ...document, nodes: [...document.nodes, ...nodes], edges: [...document.edges, ...edges], notes: [...document.notes, ...notes], groups: [...document.groups, ...groups] }
}

/** Leads an existing line elsewhere: from another way out, to another step, or both. It keeps its id. */
export function withEdgeMoved(document: FlowDocument, id: string, from: From, to: string): FlowDocument {
  const others = document.edges.filter((edge) => edge.id !== id && (edge.from.node !== from.node || edge.from.outlet !== from.outlet))
  return { ...document, edges: [...others, { id, from, to: { node: to } }] }
}

/** Joins a way out to a node. A way out leads to one step, so an older line from it is replaced. */
export function withEdge(document: FlowDocument, from: From, to: string): FlowDocument {
  const others = document.edges.filter((edge) => edge.from.node !== from.node || edge.from.outlet !== from.outlet)
  return { ...document, edges: [...others, { id: newId(), from, to: { node: to } }] }
}

/** Removes nodes with the lines at them; their groups go with the last of them. */
export function withoutNodes(document: FlowDocument, ids: readonly string[]): FlowDocument {
  if (ids.length === 0) return document
  const gone = new Set(ids)
  return withGroupsOf({
    ...document,
    nodes: document.nodes.filter((node) => !gone.has(node.id)),
    edges: document.edges.filter((edge) => !gone.has(edge.from.node) && !gone.has(edge.to.node)),
  })
}

export function withoutEdges(document: FlowDocument, ids: readonly string[]): FlowDocument {
  return { ...document, edges: document.edges.filter((edge) => !ids.includes(edge.id)) }
}

export function withNodeChange(document: FlowDocument, id: string, change: Partial<Pick<FlowNode, 'label' | 'params' | 'position'>>): FlowDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)) }
}

/** New places of steps and notes, by their keys on the canvas. The same document where nothing moves. */
export function withPositions(document: FlowDocument, positions: ReadonlyMap<string, { x: number; y: number }>): FlowDocument {
  const nodes = allPlaced(document.nodes, ({ id }) => positions.get(id))
  const notes = allPlaced(document.notes, ({ id }) => positions.get(noteKey(id)))
  return nodes === document.nodes && notes === document.notes ? document : { ...document, nodes, notes }
}

function allPlaced<Item extends { position: { x: number; y: number } }>(items: Item[], placeOf: (item: Item) => { x: number; y: number } | undefined): Item[] {
  let hasMoved = false
  const placed = items.map((item) => {
    const position = placeOf(item)
    if (!position || (position.x === item.position.x && position.y === item.position.y)) return item
    hasMoved = true
    return { ...item, position }
  })
  return hasMoved ? placed : items
}

/** Puts a node into a line: what led to B now leads to the node, and the node leads to B. */
export function withNodeOnEdge(document: FlowDocument, edgeId: string, node: FlowNode): FlowDocument {
  const edge = document.edges.find((each) => each.id === edgeId)
  if (!edge) return withNode(document, node)
  const joined = withEdge(withNode(document, node), edge.from, node.id)
  const outlet = firstOutlet(node)
  return outlet === undefined ? joined : withEdge(joined, { node: node.id, outlet }, edge.to.node)
}

/** The way out by which a new node goes on. */
export function firstOutlet(node: FlowNode): string | undefined {
  const definition = registry[node.type]
  const params = definition?.params.safeParse(node.params)
  if (!definition || !params?.success) return undefined
  try {
    const outlets = definition.outlets(params.data)
    return (outlets.find((outlet) => outlet.side === 'down') ?? outlets[0])?.name
  } catch {
    // A custom node whose code fails on these settings; the compiler names it.
    return undefined
  }
}
