import type { StateCreator } from 'zustand'
import type { From } from './document-changes'
import type { FlowState } from './flow-store'

type Point = { x: number; y: number }

/** A request to choose a step: what it will be joined to, where it will stand, and where the list opens on the screen. */
export interface Picker {
  screen: Point
  position: Point
  from?: From
  edge?: string
}

export interface GestureSlice {
  selected: { nodes: string[]; edges: string[] }
  /** Places while cards are dragged; they reach the document when they are let go. */
  dragged: ReadonlyMap<string, Point>
  measured: ReadonlyMap<string, { width: number; height: number }>
  picker: Picker | null
  select(nodes: string[], edges?: string[]): void
  drag(positions: ReadonlyMap<string, Point>): void
  drop(): void
  measure(sizes: ReadonlyMap<string, { width: number; height: number }>): void
  pick(picker: Picker | null): void
}

const none = new Map<string, Point>()

export const createGestureSlice: StateCreator<FlowState, [], [], GestureSlice> = (set, get) => ({
  selected: { nodes: [], edges: [] },
  dragged: none,
  measured: new Map(),
  picker: null,
  select: (nodes, edges = []) => set({ selected: { nodes, edges } }),
  drag: (positions) => set((state) => ({ dragged: new Map([...state.dragged, ...positions]) })),
  drop() {
    const { dragged, place, document } = get()
    if (dragged.size === 0) return
    // A click can look like a drag that ends where it began.
    const hasMoved = document.nodes.some(({ id, position }) => dragged.has(id) && (dragged.get(id)?.x !== position.x || dragged.get(id)?.y !== position.y))
    if (hasMoved) place(dragged)
    set({ dragged: none })
  },
  measure: (sizes) => set((state) => ({ measured: new Map([...state.measured, ...sizes]) })),
  pick: (picker) => set({ picker }),
})
