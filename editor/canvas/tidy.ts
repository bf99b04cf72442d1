import type { FlowDocument, FlowEdge } from '#engine/graph/flow'
import { graphlib, layout } from '@dagrejs/dagre'
import { groupBy } from '../parts/group-by'
import type { NodeView } from './node-view'
import type { Side } from './route-ways'

const pitch = { x: 430, y: 130 }

interface Chain {
  nodes: string[]
  column: number
}

/**
 * New places for all nodes. Rows come from dagre: every step below those that lead to it. Columns are ours: what follows
 * by the way that things should go stands under each other, and side ways out begin a column at their side.
 */
export function tidy(document: FlowDocument, views: Map<string, NodeView>): Map<string, { x: number; y: number }> {
  const sideOf = (edge: FlowEdge): Side => views.get(edge.from.node)?.outlets.find((outlet) => outlet.name === edge.from.outlet)?.side ?? 'right'
  const known = new Set(document.nodes.map((node) => node.id))
  const edges = document.edges.filter((edge) => known.has(edge.from.node) && known.has(edge.to.node))
  const rows = findRows(document, edges, sideOf)
  const columns = findColumns(document, edges, sideOf, rows)
  return new Map(document.nodes.map(({ id }) => [id, { x: (columns.get(id) ?? 0) * pitch.x, y: (rows.get(id) ?? 0) * pitch.y }]))
}

function findRows(document: FlowDocument, edges: FlowEdge[], sideOf: (edge: FlowEdge) => Side): Map<string, number> {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'TB', ranker: 'network-simplex', ranksep: 1, nodesep: 1 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const node of document.nodes) graph.setNode(node.id, { width: 1, height: 1 })
  for (const edge of edges) graph.setEdge(edge.from.node, edge.to.node, { weight: sideOf(edge) === 'down' ? 20 : 1 })
  layout(graph)

  const heights = new Map(document.nodes.map(({ id }) => [id, (graph.node(id) as { y: number }).y]))
  const inOrder = [...new Set(heights.values())].sort((one, other) => one - other)
  const rows = new Map([...heights].map(([id, y]) => [id, inOrder.indexOf(y)]))
  // An end that only one side way leads to stands beside the step that it ends.
  const incoming = groupBy(edges, (edge) => edge.to.node)
  for (const { id } of document.nodes) {
    const [only, more] = incoming.get(id) ?? []
    if (only && !more && sideOf(only) !== 'down' && !edges.some((edge) => edge.from.node === id)) rows.set(id, rows.get(only.from.node) ?? 0)
  }
  return rows
}

function findColumns(document: FlowDocument, edges: FlowEdge[], sideOf: (edge: FlowEdge) => Side, rows: Map<string, number>): Map<string, number> {
  const row = (id: string) => rows.get(id) ?? 0
  const leaving = groupBy(edges, (edge) => edge.from.node)
  const incoming = groupBy(edges, (edge) => edge.to.node)
  const columns = new Map<string, number>()
  const chains: Chain[] = []
  const isFree = (column: number, nodes: string[]) => {
    const [top, bottom] = [row(nodes[0] as string), row(nodes.at(-1) as string)]
    return chains.every((chain) => chain.column !== column || row(chain.nodes.at(-1) as string) < top || row(chain.nodes[0] as string) > bottom)
  }

  for (const { id } of [...document.nodes].sort((one, other) => row(one.id) - row(other.id))) {
    if (columns.has(id)) continue
    const nodes = [id]
    for (let here: string | undefined = id; here !== undefined; ) {
      const next: string | undefined = leaving.get(here)?.find((edge) => sideOf(edge) === 'down')?.to.node
      here = next !== undefined && !columns.has(next) && !nodes.includes(next) && row(next) > row(here) ? next : undefined
      if (here !== undefined) nodes.push(here)
    }
    const parent = incoming.get(id)?.find((edge) => columns.has(edge.from.node))
    const step = parent && sideOf(parent) === 'left' ? -1 : 1
    let column = parent ? (columns.get(parent.from.node) ?? 0) + step : 0
    while (!isFree(column, nodes)) column += step
    chains.push({ nodes, column })
    for (const each of nodes) columns.set(each, column)
  }
  return columns
}
