import type { FlowDocument } from '#engine/graph/flow'
import type { NodeView } from '../canvas/node-view'
import type { From } from '../canvas/store/document-changes'

type Point = { x: number; y: number }

const belowBy = 130
const besideBy = 350
/** Nearer than this, cards would touch. */
const near = { x: 250, y: 80 }

/** Where a new step goes, and from which way out: after the chosen step if it has an open one. Never onto another card. */
export function placeForNew(document: FlowDocument, views: Map<string, NodeView>, chosen: string | undefined, fallback: Point): { position: Point; from?: From } {
  const node = document.nodes.find((each) => each.id === chosen)
  const open = node && views.get(node.id)?.outlets.find((outlet) => !document.edges.some((edge) => edge.from.node === node.id && edge.from.outlet === outlet.name))
  if (!node || !open) return { position: freePlace(document, fallback) }
  const beside = open.side === 'right' ? besideBy : open.side === 'left' ? -besideBy : 0
  const position = { x: node.position.x + beside, y: node.position.y + (beside === 0 ? belowBy : 0) }
  return { position: freePlace(document, position), from: { node: node.id, outlet: open.name } }
}

/** The place, or the next one below it on which no card stands. */
export function freePlace(document: FlowDocument, wanted: Point): Point {
  let { x, y } = wanted
  while (document.nodes.some((node) => Math.abs(node.position.x - x) < near.x && Math.abs(node.position.y - y) < near.y)) y += belowBy / 2
  return { x: Math.round(x / 10) * 10, y: Math.round(y / 10) * 10 }
}
