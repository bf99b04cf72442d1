import type { NodeChange } from '@xyflow/react'
import type { FlowDocument, FlowGroup } from '#engine/graph/flow'
import { readKey } from '../canvas-key'
import type { CanvasNode } from '../card-data'
import { foldedPlace, frameBox, membersOf, type Placing } from '../groups/group-places'
import type { Point } from '../route-ways'

const still = new Map<string, Point>()

/** Where steps and notes are to stand after these changes, by their keys: a group that is moved takes its steps along. */
export function movedPlaces(document: FlowDocument, measured: Placing['measured'], changes: readonly NodeChange<CanvasNode>[]): Map<string, Point> {
  const moves = changes.flatMap((change) => (change.type === 'position' && change.position ? [{ key: change.id, to: change.position }] : []))
  const own = moves.filter(({ key }) => readKey(key).kind !== 'group').map(({ key, to }) => [key, to] as const)
  const places = new Map(own)
  for (const { key, to } of moves) {
    const { kind, id } = readKey(key)
    const group = kind === 'group' ? document.groups.find((each) => each.id === id) : undefined
    if (!group) continue
    const from = placeOf(document, group, measured)
    for (const node of membersOf(document, group)) {
      if (!places.has(node.id)) places.set(node.id, { x: node.position.x + to.x - from.x, y: node.position.y + to.y - from.y })
    }
  }
  return places
}

/** Where the group stood before it was moved. */
function placeOf(document: FlowDocument, group: FlowGroup, measured: Placing['measured']): Point {
  return group.collapsed ? foldedPlace(document, group, { dragged: still }) : frameBox(document, group, { dragged: still, measured })
}
