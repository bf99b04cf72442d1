import type { FlowDocument, FlowEdge, FlowNode } from '#engine/graph/flow'
import { graphlib, layout } from '@dagrejs/dagre'
import { groupBy } from '../parts/group-by'
import { groupKey } from './canvas-key'
import type { NodeView } from './node-view'
import type { Side } from './route-ways'

const pitch = { x: 430, y: 130 }
/** Room above the steps of a group for its name, and below them for its frame. */
const groupRoom = 50

type Point = { x: number; y: number }
type Part = Pick<FlowNode, 'id' | 'position'>

interface Cell {
  column: number
  row: number
}

interface Chain {
  nodes: string[]
  column: number
}

/** What is laid out at a time: a whole flow in which each group is one part, or the steps of one group. */
interface Graph {
  parts: readonly Part[]
  edges: readonly FlowEdge[]
  sideOf(edge: FlowEdge): Side
  /** Where the way out stands among those of its step. */
  orderOf(edge: FlowEdge): number
}

/**
 * New places for all nodes. Rows come from dagre: every step below those that lead to it. Columns are ours: what follows
 * by the way that things should go stands under each other, and side ways out begin a column at their side. Branches beside one
 * another keep the order from left to right that a person gave them, else that of the ways out. The steps of a group stay together.
 */
export function tidy(document: FlowDocument, views: Map<string, NodeView>): Map<string, Point> {
  const outletOf = (edge: FlowEdge) => views.get(edge.from.node)?.outlets.findIndex((outlet) => outlet.name === edge.from.outlet) ?? -1
  const ways = {
    sideOf: (edge: FlowEdge): Side => views.get(edge.from.node)?.outlets[outletOf(edge)]?.side ?? 'right',
    orderOf: outletOf,
  }
  const known = new Set(document.nodes.map((node) => node.id))
  const edges = document.edges.filter((edge) => known.has(edge.from.node) && known.has(edge.to.node))
  const groups = new Map(document.groups.flatMap((group) => group.nodes.map((id) => [id, groupKey(group.id)] as const)))
  const partOf = (id: string) => groups.get(id) ?? id
  const members = groupBy(document.nodes, (node) => partOf(node.id))
  const inside = new Map(
    [...members].filter(([key, [first]]) => key !== first?.id).map(([key, nodes]) => [key, cellsOf({ ...ways, parts: nodes, edges: edges.filter((edge) => partOf(edge.from.node) === key && partOf(edge.to.node) === key) })] as const),
  )
  const whole = cellsOf({
    parts: [...members].map(([id, nodes]) => ({ id, position: { x: Math.min(...nodes.map((node) => node.position.x)), y: Math.min(...nodes.map((node) => node.position.y)) } })),
    edges: edges.filter((edge) => partOf(edge.from.node) !== partOf(edge.to.node)).map((edge) => ({ ...edge, from: { ...edge.from, node: partOf(edge.from.node) }, to: { node: partOf(edge.to.node) } })),
    // The ends are renamed, so that the ways are found by their ids.
    ...renamedWays(edges, ways),
  })
  return placesOf(document, partOf, whole, inside)
}

function renamedWays(edges: readonly FlowEdge[], { sideOf, orderOf }: Pick<Graph, 'sideOf' | 'orderOf'>): Pick<Graph, 'sideOf' | 'orderOf'> {
  const own = new Map(edges.map((edge) => [edge.id, edge]))
  return { sideOf: (edge) => sideOf(own.get(edge.id) ?? edge), orderOf: (edge) => orderOf(own.get(edge.id) ?? edge) }
}

/** Columns and rows as wide and as high as the widest and highest group in them. */
function placesOf(document: FlowDocument, partOf: (id: string) => string, whole: ReadonlyMap<string, Cell>, inside: ReadonlyMap<string, ReadonlyMap<string, Cell>>): Map<string, Point> {
  const size = (key: string) => {
    const cells = [...(inside.get(key)?.values() ?? [{ column: 0, row: 0 }])]
    return { left: Math.max(...cells.map((cell) => -cell.column)), right: Math.max(...cells.map((cell) => cell.column)), rows: Math.max(...cells.map((cell) => cell.row)) + 1, room: inside.has(key) ? groupRoom : 0 }
  }
  const sizes = [...whole].map(([key, cell]) => ({ ...cell, ...size(key) }))
  const xs = new Map<number, number>()
  const ys = new Map<number, number>()
  const columns = [...new Set(sizes.map(({ column }) => column))].sort((one, other) => one - other)
  const most = (list: readonly number[]) => Math.max(0, ...list)
  columns.forEach((column, index) => {
    const before = columns[index - 1]
    const gap = before === undefined ? 0 : column - before + most(sizes.flatMap((each) => (each.column === before ? each.right : []))) + most(sizes.flatMap((each) => (each.column === column ? each.left : [])))
    xs.set(column, before === undefined ? 0 : (xs.get(before) ?? 0) + gap * pitch.x)
  })
  const rows = [...new Set(sizes.map(({ row }) => row))].sort((one, other) => one - other)
  rows.forEach((row, index) => {
    const before = rows[index - 1]
    const above = before === undefined ? [] : sizes.filter((each) => each.row === before)
    const room = most(sizes.flatMap((each) => (each.row === row ? each.room : [])))
    ys.set(row, before === undefined ? room : (ys.get(before) ?? 0) + most(above.map((each) => each.rows)) * pitch.y + most(above.map((each) => each.room)) / 2 + room)
  })
  // The first column of the flow stays where it was counted from.
  const zero = xs.get(0) ?? 0
  return new Map(
    document.nodes.map(({ id }) => {
      const key = partOf(id)
      const cell = whole.get(key) ?? { column: 0, row: 0 }
      const own = inside.get(key)?.get(id) ?? { column: 0, row: 0 }
      return [id, { x: (xs.get(cell.column) ?? 0) - zero + own.column * pitch.x, y: (ys.get(cell.row) ?? 0) + own.row * pitch.y }]
    }),
  )
}

function cellsOf(graph: Graph): Map<string, Cell> {
  const rows = findRows(graph)
  const columns = findColumns(graph, rows)
  return new Map(graph.parts.map(({ id }) => [id, { column: columns.get(id) ?? 0, row: rows.get(id) ?? 0 }]))
}

function findRows({ parts, edges, sideOf }: Graph): Map<string, number> {
  const graph = new graphlib.Graph()
  graph.setGraph({ rankdir: 'TB', ranker: 'network-simplex', ranksep: 1, nodesep: 1 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id } of parts) graph.setNode(id, { width: 1, height: 1 })
  for (const edge of edges) graph.setEdge(edge.from.node, edge.to.node, { weight: sideOf(edge) === 'down' ? 20 : 1 })
  layout(graph)

  const heights = new Map(parts.map(({ id }) => [id, (graph.node(id) as { y: number }).y]))
  const inOrder = [...new Set(heights.values())].sort((one, other) => one - other)
  const rows = new Map([...heights].map(([id, y]) => [id, inOrder.indexOf(y)]))
  // An end that only one side way leads to stands beside the step that it ends.
  const incoming = groupBy(edges, (edge) => edge.to.node)
  for (const { id } of parts) {
    const [only, more] = incoming.get(id) ?? []
    if (only && !more && sideOf(only) !== 'down' && !edges.some((edge) => edge.from.node === id)) rows.set(id, rows.get(only.from.node) ?? 0)
  }
  return rows
}

function findColumns({ parts, edges, sideOf, orderOf }: Graph, rows: Map<string, number>): Map<string, number> {
  const row = (id: string) => rows.get(id) ?? 0
  const x = new Map(parts.map(({ id, position }) => [id, position.x]))
  /** From left to right as they stand; where they stand under each other, as their ways out do. */
  const byHand = (one: FlowEdge, other: FlowEdge) => (x.get(one.to.node) ?? 0) - (x.get(other.to.node) ?? 0) || orderOf(one) - orderOf(other)
  const leaving = groupBy([...edges].sort(byHand), (edge) => edge.from.node)
  const incoming = groupBy(edges, (edge) => edge.to.node)
  const columns = new Map<string, number>()
  const chains: Chain[] = []
  const isFree = (column: number, nodes: string[]) => {
    const [top, bottom] = [row(nodes[0] as string), row(nodes.at(-1) as string)]
    return chains.every((chain) => chain.column !== column || row(chain.nodes.at(-1) as string) < top || row(chain.nodes[0] as string) > bottom)
  }
  /** What stands nearest to where it branches off comes first, and so gets the nearest column. */
  const turn = new Map<string, number>()
  for (const each of leaving.values()) {
    const toLeft = each.filter((edge) => sideOf(edge) === 'left').reverse()
    for (const [index, edge] of [...each.filter((one) => sideOf(one) !== 'left'), ...toLeft].entries()) if (!turn.has(edge.to.node)) turn.set(edge.to.node, index)
  }

  for (const { id } of [...parts].sort((one, other) => row(one.id) - row(other.id) || (turn.get(one.id) ?? 0) - (turn.get(other.id) ?? 0))) {
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
