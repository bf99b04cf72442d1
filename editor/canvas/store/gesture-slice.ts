import type { StateCreator } from 'zustand'
import { type From, withPositions } from './document-changes'
import type { FlowState } from './flow-store'
import { withSizes } from './note-changes'

type Point = { x: number; y: number }
type Size = { width: number; height: number }

/** A request to choose a step: what it will be joined to, where it will stand, and where the list opens on the screen. */
export interface Picker {
  screen: Point
  position: Point
  from?: From
  edge?: string
}

export interface GestureSlice {
  selected: { nodes: string[]; edges: string[]; notes: string[] }
  /** Places and sizes while cards and notes are dragged, by their keys on the canvas; they reach the document when they are let go. */
  dragged: ReadonlyMap<string, Point>
  resized: ReadonlyMap<string, Size>
  /** The note or the name of a group that is being written. */
  writing: { kind: 'note' | 'group'; id: string } | null
  measured: ReadonlyMap<string, Size>
  /** Lines that are lit, to show a way through the flow, until something else is chosen. */
  lit: readonly string[]
  picker: Picker | null
  select(nodes: string[], edges?: string[], notes?: string[]): void
  /** Lights the way along these steps, by one of the lines that join each to the next. */
  light(path: readonly string[]): void
  drag(positions: ReadonlyMap<string, Point>): void
  resize(sizes: ReadonlyMap<string, Size>): void
  drop(): void
  write(what: GestureSlice['writing']): void
  measure(sizes: ReadonlyMap<string, Size>): void
  pick(picker: Picker | null): void
}

const none = new Map<string, Point>()
const noSizes = new Map<string, Size>()

export const createGestureSlice: StateCreator<FlowState, [], [], GestureSlice> = (set, get) => ({
  selected: { nodes: [], edges: [], notes: [] },
  dragged: none,
  resized: noSizes,
  writing: null,
  measured: new Map(),
  lit: [],
  picker: null,
  select: (nodes, edges = [], notes = []) => set({ selected: { nodes, edges, notes }, lit: [] }),
  light(path) {
    const { edges } = get().document
    set({ lit: path.slice(1).flatMap((to, index) => edges.find((edge) => edge.from.node === path[index] && edge.to.node === to)?.id ?? []) })
  },
  drag: (positions) => set((state) => ({ dragged: new Map([...state.dragged, ...positions]) })),
  drop() {
    const { dragged, resized, change, document } = get()
    if (dragged.size + resized.size === 0) return
    const moved = withSizes(withPositions(document, dragged), resized)
    // A click can look like a drag that ends where it began.
    if (moved !== document) change(() => moved)
    set({ dragged: none, resized: noSizes })
  },
  resize: (sizes) => set((state) => ({ resized: new Map([...state.resized, ...sizes]) })),
  write: (writing) => set({ writing }),
  measure: (sizes) => set((state) => ({ measured: new Map([...state.measured, ...sizes]) })),
  pick: (picker) => set({ picker }),
})
