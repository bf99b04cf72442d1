import type { CanvasNode, WayEdge } from '../card-data'
import { boxOf, type Drawn, markers, withRoute } from '../project-flow'
import { type Box, type Point, type RoutedWay, routeWays, type WayEnds } from '../route-ways'

interface OnNodes {
  chosen: readonly string[]
  dragged: ReadonlyMap<string, Point>
  annotations: ReadonlyMap<string, CanvasNode>
}

/** The same while steps are chosen and cards are dragged: all else stays the same objects, so that it is not drawn again. */
export function placeNodes(atRest: readonly CanvasNode[], { chosen, dragged, annotations }: OnNodes): CanvasNode[] {
  const isChosen = new Set(chosen)
  return atRest.map((node): CanvasNode => {
    if (node.type !== 'card') return annotations.get(node.id) ?? node
    const position = dragged.get(node.id)
    return isChosen.has(node.id) || position ? { ...node, selected: isChosen.has(node.id), position: position ?? node.position } : node
  })
}

/** The same while lines are chosen, or lit to show a way. */
export function markWays(atRest: WayEdge[], chosen: readonly string[], lit: readonly string[]): WayEdge[] {
  if (chosen.length + lit.length === 0) return atRest
  const [isChosen, isLit] = [new Set(chosen), new Set(lit)]
  return atRest.map((edge) => {
    const shown = isLit.has(edge.id) && edge.data ? { ...edge, zIndex: 1, markerEnd: markers.taken, data: { ...edge.data, look: 'taken' as const } } : edge
    return isChosen.has(edge.id) ? { ...shown, selected: true } : shown
  })
}

const noWays: ReadonlyMap<string, RoutedWay> = new Map()

/** How the lines of dragged cards run meanwhile, by their ids; the others find their ways anew when the cards are let go. */
export function leadWays(atRest: Drawn, nodes: readonly CanvasNode[]): ReadonlyMap<string, RoutedWay> {
  const moved = movedIn(atRest.nodes, nodes)
  if (moved.size === 0) return noWays
  const boxes = new Map<string, Box>()
  for (const { id, type, position, measured } of nodes) if (type === 'card' || type === 'folded') boxes.set(id, boxOf(position, measured))
  const ends = atRest.edges.flatMap(({ id, source, target, data }): WayEnds[] => {
    if (!moved.has(source) && !moved.has(target)) return []
    const [from, to] = [boxes.get(source), boxes.get(target)]
    return from && to && data ? [{ id, source, target, side: data.side, from, to }] : []
  })
  return routeWays(ends, [...boxes.values()])
}

/** What stands elsewhere now; a folded group does when its hidden steps are dragged. */
function movedIn(before: readonly CanvasNode[], now: readonly CanvasNode[]): Set<string> {
  return new Set(now.flatMap((node, index) => (node !== before[index] && (node.position.x !== before[index]?.position.x || node.position.y !== before[index]?.position.y) ? [node.id] : [])))
}

/** The lines that enter their step at another side meanwhile, and at which, as one text: the lines change only where it does. */
export function entriesElsewhere(edges: readonly WayEdge[], led: ReadonlyMap<string, RoutedWay>): string {
  if (led.size === 0) return ''
  return edges.flatMap(({ id, targetHandle }) => (isElsewhere(targetHandle, led.get(id)) ? [`${id} ${led.get(id)?.entry}`] : [])).join('\n')
}

/**
 * The lines, those that enter their step at another side meanwhile led there. For all others it is enough that the line itself knows its lane: a new
 * list of lines makes React Flow read each of them again, for each frame of a drag.
 */
export function enterElsewhere(edges: WayEdge[], led: ReadonlyMap<string, RoutedWay>): WayEdge[] {
  return edges.map((edge) => {
    const way = led.get(edge.id)
    return isElsewhere(edge.targetHandle, way) ? withRoute(edge, way) : edge
  })
}

const isElsewhere = (handle: string | null | undefined, way: RoutedWay | undefined) => way !== undefined && way.entry !== handle

/** The same while these steps are chosen and none is dragged. */
export function withChosen(rest: Drawn, chosen: readonly string[]): Drawn {
  return { nodes: placeNodes(rest.nodes, { chosen, dragged: new Map(), annotations: new Map() }), edges: rest.edges }
}
