import type { ReactFlowInstance } from '@xyflow/react'
import type { FlowStore } from './store/flow-store'

const quickMs = 180
const readable = 0.8

/** How long the view takes to get somewhere; no time for those who want no motion. */
export function glideMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : quickMs
}

/** Chooses a step, brings it into sight at a size that can be read, and gives it the keyboard. */
export function goToStep(flow: ReactFlowInstance, store: FlowStore, id: string): void {
  store.getState().select([id])
  const zoom = Math.max(flow.getZoom(), readable)
  void flow.fitView({ nodes: [{ id }], duration: glideMs(), minZoom: zoom, maxZoom: zoom })
  focusStep(id)
}

/** Gives a step the keyboard, once it is drawn. */
export function focusStep(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus({ preventScroll: true }))
}
