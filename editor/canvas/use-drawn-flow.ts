import { useEffect, useMemo, useRef, useState } from 'react'
import type { StoreApi } from 'zustand'
import { enterElsewhere, entriesElsewhere, leadWays, markWays, placeNodes } from './gestures/draw-gestures'
import { createLedWays } from './gestures/led-ways'
import { keepSame } from './keep-same'
import { type Drawn, projectAnnotations, projectFlow } from './project-flow'
import { useOpenFlow } from './open-flow-context'
import type { RoutedWay } from './route-ways'
import { useFlow } from './store/flow-context'

/** What the canvas draws for the flow that is open, and how lines run while cards are dragged. */
export function useDrawnFlow(): Drawn & { ledWays: StoreApi<ReadonlyMap<string, RoutedWay>> } {
  const { views, diagnostics, waiting } = useOpenFlow()
  const document = useFlow((state) => state.document)
  const selected = useFlow((state) => state.selected)
  const dragged = useFlow((state) => state.dragged)
  const measured = useFlow((state) => state.measured)
  const resized = useFlow((state) => state.resized)
  const writing = useFlow((state) => state.writing)
  const lit = useFlow((state) => state.lit)
  const before = useRef<Drawn>({ nodes: [], edges: [] })
  const [ledWays] = useState(createLedWays)

  const rest = useMemo(() => {
    const drawn = projectFlow({ document, views, measured, diagnostics, waiting, isReadOnly: false })
    before.current = { nodes: keepSame(before.current.nodes, drawn.nodes), edges: keepSame(before.current.edges, drawn.edges) }
    return before.current
  }, [document, views, measured, diagnostics, waiting])
  const nodes = useMemo(() => {
    const annotations = projectAnnotations({ document, views, measured, diagnostics, waiting, isReadOnly: false, selected, dragged, resized, writing })
    return placeNodes(rest.nodes, { chosen: selected.nodes, dragged, annotations })
  }, [rest, document, views, measured, diagnostics, waiting, selected, dragged, resized, writing])
  const marked = useMemo(() => markWays(rest.edges, selected.edges, lit), [rest, selected.edges, lit])
  const led = useMemo(() => leadWays(rest, nodes), [rest, nodes])
  // React Flow takes its cards in an effect, too: a card and its lines move in one frame.
  useEffect(() => ledWays.setState(led, true), [ledWays, led])
  const elsewhere = entriesElsewhere(marked, led)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what `led` says of a line's lane reaches the line itself.
  const edges = useMemo(() => (elsewhere === '' ? marked : enterElsewhere(marked, led)), [marked, elsewhere])
  return { nodes, edges, ledWays }
}
