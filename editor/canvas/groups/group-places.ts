import type { FlowDocument, FlowGroup } from '#engine/graph/flow'
import { cardSize } from '../card-data'
import type { Box, Point } from '../route-ways'

type Size = { width: number; height: number }

/** Room around the steps of a group, in whole steps of the grid, so that a dragged group keeps its steps on it. */
const room = { side: 20, top: 50, bottom: 30 }

export interface Placing {
  dragged: ReadonlyMap<string, Point>
  measured: ReadonlyMap<string, Size>
}

export function membersOf(document: FlowDocument, group: FlowGroup) {
  const ids = new Set(group.nodes)
  return document.nodes.filter((node) => ids.has(node.id))
}

/** The frame around the steps of an open group. */
export function frameBox(document: FlowDocument, group: FlowGroup, { dragged, measured }: Placing): Box {
  const boxes = membersOf(document, group).map((node) => ({ ...(dragged.get(node.id) ?? node.position), ...(measured.get(node.id) ?? cardSize) }))
  const left = Math.min(...boxes.map((box) => box.x))
  const top = Math.min(...boxes.map((box) => box.y))
  return {
    x: left - room.side, y: top - room.top,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - left + 2 * room.side,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - top + room.top + room.bottom,
  }
}

/** A folded group stands where its uppermost step stood, so that the line to it stays as it was. */
export function foldedPlace(document: FlowDocument, group: FlowGroup, { dragged }: Pick<Placing, 'dragged'>): Point {
  const places = membersOf(document, group).map((node) => dragged.get(node.id) ?? node.position)
  return places.reduce((first, place) => (place.y < first.y || (place.y === first.y && place.x < first.x) ? place : first))
}
