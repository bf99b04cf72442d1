import type { EdgeChange, NodeChange } from '@xyflow/react'
import type { MouseEvent } from 'react'
import type { CardNode, WayEdge } from '../card-data'
import { useFlowStore } from '../store/flow-context'

/** What is chosen after some cards or lines became chosen and others not any more; undefined when nothing was. */
function chosenAfter(chosen: readonly string[], changes: (NodeChange<CardNode> | EdgeChange<WayEdge>)[]): string[] | undefined {
  const next = new Set(chosen)
  const mine = changes.filter((change) => change.type === 'select')
  for (const { id, selected } of mine) {
    if (selected) next.add(id)
    else next.delete(id)
  }
  return mine.length > 0 ? [...next] : undefined
}

/** Cards and lines are chosen by a click, one more with Shift or Ctrl, several by a box; the library says which. */
export function useChoosing() {
  const store = useFlowStore()
  return {
    onNodesChosen(changes: NodeChange<CardNode>[]): void {
      const { selected, select } = store.getState()
      const chosen = chosenAfter(selected.nodes, changes)
      if (chosen) select(chosen, selected.edges)
    },
    onEdgesChange(changes: EdgeChange<WayEdge>[]): void {
      const { selected, select } = store.getState()
      const chosen = chosenAfter(selected.edges, changes)
      if (chosen) select(selected.nodes, chosen)
    },
    /** The library leaves several chosen where one of them is clicked. */
    onNodeClick(event: MouseEvent, { id }: CardNode): void {
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) store.getState().select([id])
    },
  }
}
