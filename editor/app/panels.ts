import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export const inspectorWidth = { least: 280, usual: 336, most: 620 }

export type DrawerTab = 'problems' | 'try'

interface Panels {
  /** Which panels are folded, kept in this browser. */
  folded: { rail: boolean; railBesideCanvas: boolean; palette: boolean; inspector: boolean; drawer: boolean; runList: boolean }
  /** What the drawer below a flow shows. */
  drawerTab: DrawerTab
  inspectorPx: number
  /** Unfolds the drawer with this in it. */
  openDrawer(tab: DrawerTab): void
  fold(panel: keyof Panels['folded'], isFolded: boolean): void
  resizeInspector(px: number): void
}

export const usePanels = create<Panels>()(
  persist(
    (set) => ({
      folded: { rail: false, railBesideCanvas: true, palette: false, inspector: false, drawer: false, runList: false },
      drawerTab: 'problems',
      inspectorPx: inspectorWidth.usual,
      openDrawer: (drawerTab) => set((state) => ({ drawerTab, folded: { ...state.folded, drawer: false } })),
      fold: (panel, isFolded) => set((state) => ({ folded: { ...state.folded, [panel]: isFolded } })),
      resizeInspector: (px) => set({ inspectorPx: Math.min(inspectorWidth.most, Math.max(inspectorWidth.least, Math.round(px))) }),
    }),
    { name: 'watertight.panels', version: 2 },
  ),
)
