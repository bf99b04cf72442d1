import { useMemo, useRef } from 'react'
import { keepSame } from './keep-same'
import { type Drawn, projectAnnotations, projectFlow, withGestures } from './project-flow'
import { useOpenFlow } from './open-flow-context'
import { useFlow } from './store/flow-context'

/** What the canvas draws for the flow that is open. */
export function useDrawnFlow(): Drawn {
  const { views, diagnostics, waiting } = useOpenFlow()
  const document = useFlow((state) => state.document)
  const selected = useFlow((state) => state.selected)
  const dragged = useFlow((state) => state.dragged)
  const measured = useFlow((state) => state.measured)
  const resized = useFlow((state) => state.resized)
  const writing = useFlow((state) => state.writing)
  const lit = useFlow((state) => state.lit)
  const before = useRef<Drawn>({ nodes: [], edges: [] })

  const rest = useMemo(() => {
    const drawn = projectFlow({ document, views, measured, diagnostics, waiting, isReadOnly: false })
    before.current = { nodes: keepSame(before.current.nodes, drawn.nodes), edges: keepSame(before.current.edges, drawn.edges) }
    return before.current
  }, [document, views, measured, diagnostics, waiting])
  return useMemo(() => {
    const annotations = projectAnnotations({ document, views, measured, diagnostics, waiting, isReadOnly: false, selected, dragged, resized, writing })
    return withGestures(rest, { selected, dragged, annotations, lit })
  }, [rest, document, views, measured, diagnostics, waiting, selected, dragged, resized, writing, lit])
}
