import type { FitViewOptions, ReactFlowInstance } from '@xyflow/react'
import { isStill } from '../app/comfort'
import { chosenBy } from './gestures/chosen-by'
import type { FlowStore } from './store/flow-store'

const quickMs = 180
const readable = 0.8

/** Room at the edges when a whole flow is seen, in pixels: for the words of ways at the sides, and at the right for the small map. */
export const roomAround = { top: 56, bottom: 40, left: 56, right: 190 }

/** How the whole flow comes into sight. */
export const wholeFlow = {
  maxZoom: 1,
  padding: { top: `${roomAround.top}px`, bottom: `${roomAround.bottom}px`, left: `${roomAround.left}px`, right: `${roomAround.right}px` },
} satisfies FitViewOptions

/** How long the view takes to get somewhere; no time for those who want no motion. */
export function glideMs(): number {
  return isStill() ? 0 : quickMs
}

/** Opens the folded groups that hide one of these steps. */
export function showSteps(store: FlowStore, ids: readonly string[]): void {
  const { document, foldGroup } = store.getState()
  for (const group of document.groups) if (group.collapsed && group.nodes.some((id) => ids.includes(id))) foldGroup(group.id, false)
}

/** Chooses a step, brings it into sight at a size that can be read, and gives it the keyboard. A step in a folded group is brought to light. */
export function goToStep(flow: ReactFlowInstance, store: FlowStore, id: string): void {
  showSteps(store, [id])
  goTo(flow, store, id)
}

/** The same for whatever stands on the canvas under this key. */
export function goTo(flow: ReactFlowInstance, store: FlowStore, key: string): void {
  const { document, select } = store.getState()
  const { nodes, notes } = chosenBy(document, key)
  select(nodes, [], notes)
  const zoom = Math.max(flow.getZoom(), readable)
  // What comes to light is drawn a moment later.
  requestAnimationFrame(() => void flow.fitView({ nodes: [{ id: key }], duration: glideMs(), minZoom: zoom, maxZoom: zoom }))
  focusStep(key)
}

/** Gives what stands on the canvas under this key the keyboard, once it is drawn. */
export function focusStep(key: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(key)}"]`)?.focus({ preventScroll: true }))
}
