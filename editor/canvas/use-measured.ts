import type { NodeChange } from '@xyflow/react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CanvasNode } from './card-data'

export type Sizes = ReadonlyMap<string, { width: number; height: number }>

const none: Sizes = new Map()
const quietMs = 300

/** The sizes of cards that were drawn, by their ids. */
function sizesIn(changes: NodeChange<CanvasNode>[]): Sizes {
  return new Map(changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [])))
}

/**
 * Gives `keep` the sizes of cards, by their ids, once no further card was measured for a moment: all ways are found anew around them, which is not
 * to be done for each frame in which the canvas moves on and other cards come into sight.
 */
export function useMeasuring(keep: (sizes: Sizes) => void): (changes: NodeChange<CanvasNode>[]) => void {
  const waiting = useRef(new Map<string, { width: number; height: number }>())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (changes) => {
      const sizes = sizesIn(changes)
      if (sizes.size === 0) return
      for (const [id, size] of sizes) waiting.current.set(id, size)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        keep(waiting.current)
        waiting.current = new Map()
      }, quietMs)
    },
    [keep],
  )
}

/** Keeps how large the cards of a canvas are that is only looked at; the ways are drawn around them. */
export function useMeasured(): [Sizes, (changes: NodeChange<CanvasNode>[]) => void] {
  const [measured, setMeasured] = useState(none)
  const keep = useCallback((sizes: Sizes) => setMeasured((old) => new Map([...old, ...sizes])), [])
  return [measured, useMeasuring(keep)]
}
