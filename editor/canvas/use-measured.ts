import type { NodeChange } from '@xyflow/react'
import { useState } from 'react'
import type { CanvasNode } from './card-data'

export type Sizes = ReadonlyMap<string, { width: number; height: number }>

const none: Sizes = new Map()

/** The sizes of cards that were drawn, by their ids. */
export function sizesIn(changes: NodeChange<CanvasNode>[]): Sizes {
  return new Map(changes.flatMap((change) => (change.type === 'dimensions' && change.dimensions ? [[change.id, change.dimensions] as const] : [])))
}

/** Keeps how large the cards of a canvas are that is only looked at; the ways are drawn around them. */
export function useMeasured(): [Sizes, (changes: NodeChange<CanvasNode>[]) => void] {
  const [measured, setMeasured] = useState(none)
  const onNodesChange = (changes: NodeChange<CanvasNode>[]) => {
    const sizes = sizesIn(changes)
    if (sizes.size > 0) setMeasured((old) => new Map([...old, ...sizes]))
  }
  return [measured, onNodesChange]
}
