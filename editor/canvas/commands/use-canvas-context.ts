import { useReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { useOpenFlow } from '../open-flow-context'
import { useFlowStore } from '../store/flow-context'
import type { CanvasContext } from './canvas-command'

/** How far apart things are put that come to the same place. */
const apart = 30

/** What commands work on: one object for as long as the flow is open, that always sees the flow as it is. */
export function useCanvasContext(): CanvasContext {
  const store = useFlowStore()
  const flow = useReactFlow()
  const { views, diagnostics } = useOpenFlow()
  const newest = useRef({ views, diagnostics })
  newest.current = { views, diagnostics }
  /** Where the pointer is over the canvas, and how often something was put there. */
  const pointer = useRef<{ at: { x: number; y: number } | undefined; times: number }>({ at: undefined, times: 0 })

  useEffect(() => {
    const onMove = (event: PointerEvent) => {
      const isOver = event.target instanceof Element && event.target.closest('.react-flow') !== null
      pointer.current = { at: isOver ? { x: event.clientX, y: event.clientY } : undefined, times: 0 }
    }
    window.addEventListener('pointermove', onMove, { passive: true })
    return () => window.removeEventListener('pointermove', onMove)
  }, [])

  return useMemo<CanvasContext>(
    () => ({
      store,
      flow,
      get views() {
        return newest.current.views
      },
      get diagnostics() {
        return newest.current.diagnostics
      },
      place() {
        const pane = document.querySelector('.canvas')?.getBoundingClientRect()
        const middle = { x: (pane?.left ?? 0) + (pane?.width ?? 0) / 2, y: (pane?.top ?? 0) + (pane?.height ?? 0) / 2 }
        const { x, y } = flow.screenToFlowPosition(pointer.current.at ?? middle)
        const shift = apart * pointer.current.times
        pointer.current.times += 1
        return { x: x + shift, y: y + shift }
      },
    }),
    [store, flow],
  )
}
