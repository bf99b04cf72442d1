import type { NodeHandle } from '@xyflow/react'
import { Position } from '@xyflow/react'
import { cardSize } from './card-data'
import type { NodeView } from './node-view'
import type { Side } from './route-ways'

export const sidePositions: Record<Side, Position> = { down: Position.Bottom, right: Position.Right, left: Position.Left }

/** Where the outlets of one side stand along it: the share of its length. */
export function alongSide(index: number, count: number): number {
  return (index + 1) / (count + 1)
}

const { width, height } = cardSize

const known = new WeakMap<NodeView, NodeHandle[]>()

/** Where lines begin and end at a card that was not drawn yet: ways lead to it also while it is out of sight. The same list for the same view. */
export function handlesOf(view: NodeView): NodeHandle[] {
  const handles = known.get(view) ?? makeHandles(view)
  known.set(view, handles)
  return handles
}

function makeHandles(view: NodeView): NodeHandle[] {
  const ins: NodeHandle[] = [
    { id: 'top', type: 'target', position: Position.Top, x: width / 2, y: 0, width: 0, height: 0 },
    { id: 'left', type: 'target', position: Position.Left, x: 0, y: height / 2, width: 0, height: 0 },
    { id: 'right', type: 'target', position: Position.Right, x: width, y: height / 2, width: 0, height: 0 },
  ]
  const outs = (['down', 'right', 'left'] as const).flatMap((side) => {
    const outlets = view.outlets.filter((outlet) => outlet.side === side)
    return outlets.map(({ name }, index): NodeHandle => {
      const share = alongSide(index, outlets.length)
      const place = side === 'down' ? { x: width * share, y: height } : { x: side === 'right' ? width : 0, y: height * share }
      return { id: name, type: 'source', position: sidePositions[side], ...place, width: 0, height: 0 }
    })
  })
  return view.family === 'trigger' ? outs : [...ins, ...outs]
}
