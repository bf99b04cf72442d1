import { useMemo, useRef } from 'react'
import type { CardNode, WayEdge } from './card-data'
import { keepSame } from './keep-same'
import { projectFlow } from './project-flow'
import { useOpenFlow } from './open-flow-context'
import { useFlow } from './store/flow-context'

/** What the canvas draws for the flow that is open. */
export function useDrawnFlow(): { nodes: CardNode[]; edges: WayEdge[] } {
  const { views, diagnostics, waiting } = useOpenFlow()
  const document = useFlow((state) => state.document)
  const selected = useFlow((state) => state.selected)
  const dragged = useFlow((state) => state.dragged)
  const measured = useFlow((state) => state.measured)
  const before = useRef<{ nodes: CardNode[]; edges: WayEdge[] }>({ nodes: [], edges: [] })

  return useMemo(() => {
    const drawn = projectFlow({ document, views, selected, dragged, measured, diagnostics, waiting, isReadOnly: false })
    before.current = { nodes: keepSame(before.current.nodes, drawn.nodes), edges: keepSame(before.current.edges, drawn.edges) }
    return before.current
  }, [document, views, selected, dragged, measured, diagnostics, waiting])
}
