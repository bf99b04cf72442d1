import { create } from 'zustand'

interface PreviewLead {
  /** The newest lead while none is chosen. Only as long as the page is open: nothing about a lead is kept in the browser. */
  id: string | undefined
  choose(id: string | undefined): void
}

/** The lead that previews of texts are filled with; the same for all texts. */
export const usePreviewLead = create<PreviewLead>((set) => ({ id: undefined, choose: (id) => set({ id }) }))
