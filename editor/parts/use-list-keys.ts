import { useEffect, useState } from 'react'

/** Whether keys go to something that is filled in or chosen from. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog, [role="listbox"]') !== null
}

/** j and k walk through a list, Enter opens. Returns the place and a setter; the place is -1 until a key is pressed. */
export function useListKeys(count: number, onOpen: (index: number) => void): [number, (index: number) => void] {
  const [at, setAt] = useState(-1)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || count === 0) return
      if (event.key === 'j') setAt((now) => Math.min(now + 1, count - 1))
      else if (event.key === 'k') setAt((now) => Math.max(now - 1, 0))
      else if (event.key === 'Enter' && at >= 0 && !(event.target instanceof HTMLElement && event.target.closest('a, button'))) onOpen(at)
      else return
      // Whoever walks has left the button that had the keyboard before: Enter must not press it.
      if (event.key !== 'Enter' && event.target instanceof HTMLElement) event.target.blur()
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [count, at, onOpen])

  useEffect(() => {
    if (at >= 0) document.querySelector('[data-at="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return [at, setAt]
}
