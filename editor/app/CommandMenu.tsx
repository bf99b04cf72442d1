import { useEffect } from 'react'
import { lazily } from '../parts/lazily'
import { closeCommandMenu, openCommandMenu, useCommandMenu } from './command-menu-open'

const loadDialog = async () => (await import('./CommandDialog')).CommandDialog
const CommandDialog = lazily(loadDialog, () => null)

/** Go anywhere, and do anything that the open page can do, by name: Ctrl K or Cmd K. */
export function CommandMenu() {
  const { isOpen, only } = useCommandMenu()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Ctrl is pressed before K: the menu is there when somebody types on.
      if (event.ctrlKey || event.metaKey) void loadDialog().catch(() => undefined)
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      if (useCommandMenu.getState().isOpen) closeCommandMenu()
      else openCommandMenu()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return isOpen ? <CommandDialog key={only ?? ''} only={only} /> : null
}
