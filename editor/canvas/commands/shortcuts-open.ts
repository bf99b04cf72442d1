import { create } from 'zustand'

/** Whether the list of shortcuts is open. */
export const useShortcutsOpen = create<{ isOpen: boolean }>()(() => ({ isOpen: false }))

export function showShortcuts(isOpen: boolean): void {
  useShortcutsOpen.setState({ isOpen })
}
