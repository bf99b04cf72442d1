import type { StateCreator } from 'zustand'
import type { FlowState } from './flow-store'

/** How the draft stands with the server. Whatever is not saved lies in this browser's storage meanwhile. */
export type SaveState =
  | { kind: 'saved'; at: number | null }
  | { kind: 'changed' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'conflict' }
  | { kind: 'refused'; message: string }

export interface SaveSlice {
  /** The revision of the draft that our changes stand on. */
  rev: number
  save: SaveState
  setSave(save: SaveState): void
  setRev(rev: number): void
}

export function createSaveSlice(rev: number): StateCreator<FlowState, [], [], SaveSlice> {
  return (set) => ({
    rev,
    save: { kind: 'saved', at: null },
    setSave: (save) => set({ save }),
    setRev: (next) => set({ rev: next }),
  })
}
