import { type RefObject, useEffect, useRef, useState } from 'react'

const usualRow = 36
const beyond = 20

/**
 * Which rows of a long list are to be drawn: those in sight and some more on both sides. Calls `onNearEnd` when the last
 * of them comes into sight. Rows are all of one height, which the look says. `at` is where whoever walks by keys stands: a row there that is not
 * drawn is brought into sight.
 */
export function useVisibleRows(scroller: RefObject<HTMLElement | null>, total: number, onNearEnd: () => void, at: number): { first: number; last: number; before: number; after: number } {
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
  const drawn = useRef(range)
  drawn.current = range
  useEffect(() => {
    const element = scroller.current
    if (!element || at < 0 || (at >= drawn.current.first && at < drawn.current.last)) return
    element.scrollTop = at * rowHeight - element.clientHeight / 2
  }, [scroller, at, rowHeight])
  const first = Math.min(range.first, total)
  const last = Math.min(range.last, total)
  return { first, last, before: first * rowHeight, after: (total - last) * rowHeight }
}
