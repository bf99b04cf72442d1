import { create } from 'zustand'

/** Whether the command menu is open, and for which heading only. Its buttons stand on several pages. */
export const useCommandMenu = create<{ isOpen: boolean; only: string | undefined }>()(() => ({ isOpen: false, only: undefined }))

/** Opens the command menu, with everything in it or only what stands under a heading. */
export function openCommandMenu(only?: string): void {
  useCommandMenu.setState({ isOpen: true, only })
}

export function closeCommandMenu(): void {
  useCommandMenu.setState({ isOpen: false, only: undefined })
}
