import { type RefObject, useEffect, useState } from 'react'

const usualRow = 36
const beyond = 20

/**
 * Which rows of a long list are to be drawn: those in sight and some more on both sides. Calls `onNearEnd` when the last
 * of them comes into sight. Rows are all of one height, which the look says.
 */
export function useVisibleRows(scroller: RefObject<HTMLElement | null>, total: number, onNearEnd: () => void): { first: number; last: number; before: number; after: number } {
  const [range, setRange] = useState({ first: 0, last: 60 })
  const rowHeight = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row')) || usualRow
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowHeight) - beyond)
      const last = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + beyond
      setRange((old) => (old.first === first && old.last === last ? old : { first, last }))
      if (last >= total) onNearEnd()
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const watcher = new ResizeObserver(look)
    watcher.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      watcher.disconnect()
    }
  }, [scroller, total, onNearEnd, rowHeight])
  const first = Math.min(range.first, total)
  const last = Math.min(range.last, total)
  return { first, last, before: first * rowHeight, after: (total - last) * rowHeight }
}
