import type { EdgeChange, NodeChange } from '@xyflow/react'
import { type MouseEvent, useMemo } from 'react'
import type { CanvasNode, WayEdge } from '../card-data'
import { useFlowStore } from '../store/flow-context'
import type { FlowStore } from '../store/flow-store'
import { chosenBy } from './chosen-by'

interface Choice {
  id: string
  selected: boolean
}

const choicesIn = (changes: (NodeChange<CanvasNode> | EdgeChange<WayEdge>)[]): Choice[] => changes.filter((change) => change.type === 'select')

/** What is chosen after some things became chosen and others not any more. */
function chosenAfter(chosen: readonly string[], choices: readonly Choice[], idsOf: (key: string) => readonly string[]): string[] {
  const next = new Set(chosen)
  for (const { id: key, selected } of choices) {
    for (const id of idsOf(key)) {
      if (selected) next.add(id)
      else next.delete(id)
    }
  }
  return [...next]
}

/** Cards, notes and lines are chosen by a click, one more with Shift or Ctrl, several by a box; the library says which. */
export function useChoosing() {
  const store = useFlowStore()
  return useMemo(() => choosingIn(store), [store])
}

function choosingIn(store: FlowStore) {
  return {
    onNodesChosen(changes: NodeChange<CanvasNode>[]): void {
      const choices = choicesIn(changes)
      if (choices.length === 0) return
      const { selected, select, document } = store.getState()
      select(chosenAfter(selected.nodes, choices, (key) => chosenBy(document, key).nodes), selected.edges, chosenAfter(selected.notes, choices, (key) => chosenBy(document, key).notes))
    },
    onEdgesChange(changes: EdgeChange<WayEdge>[]): void {
      const choices = choicesIn(changes)
      if (choices.length === 0) return
      const { selected, select } = store.getState()
      select(selected.nodes, chosenAfter(selected.edges, choices, (id) => [id]), selected.notes)
    },
    /** The library leaves several chosen where one of them is clicked, and chooses nothing by the title of a group. */
    onNodeClick(event: MouseEvent, { id: key, type }: CanvasNode): void {
      const { selected, select, document } = store.getState()
      const { nodes, notes } = chosenBy(document, key)
      if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return select(nodes, [], notes)
      if (type === 'frame') select([...new Set([...selected.nodes, ...nodes])], selected.edges, selected.notes)
    },
  }
}
