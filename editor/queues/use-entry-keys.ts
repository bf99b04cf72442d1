import { useEffect, useRef } from 'react'
import type { QueueEntry } from '../api/queues'
import { isTyping } from '../parts/use-list-keys'

interface Acts {
  /** By their keys. */
  x: (entry: QueueEntry) => void
  c: (entry: QueueEntry) => void
  g: (entry: QueueEntry) => void
  Escape: () => void
}

/** Keys for the entry at which the list stands: x chooses it, c claims it, g gives it to somebody; Escape lets go of what is chosen. */
export function useEntryKeys(entry: QueueEntry | undefined, acts: Acts): void {
  const latest = useRef({ entry, acts })
  latest.current = { entry, acts }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { entry: here, acts: now } = latest.current
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return
      if (event.key === 'Escape') return now.Escape()
      if ((event.key !== 'x' && event.key !== 'c' && event.key !== 'g') || !here) return
      event.preventDefault()
      now[event.key](here)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
