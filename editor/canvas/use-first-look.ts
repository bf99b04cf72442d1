import type { FlowDocument } from '#engine/graph/flow'
import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { cardSize } from './card-data'
import { roomAround } from './go-to-step'

const readable = 0.72
const comfortable = 0.85

/**
 * Chooses what is seen first. A flow that fits is shown whole; a larger one is shown at a size that can be read, from
 * its beginning, or around the step where a run stands.
 */
export function useFirstLook(document: FlowDocument, around: string | undefined): void {
  const { setViewport } = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const hasLooked = useRef(false)

  useEffect(() => {
    const first = document.nodes.find((node) => node.id === around) ?? document.nodes[0]
    if (hasLooked.current || width === 0 || height === 0 || !first) return
    hasLooked.current = true
    const xs = document.nodes.map((node) => node.position.x)
    const ys = document.nodes.map((node) => node.position.y)
    const left = Math.min(...xs)
    const top = Math.min(...ys)
    const wide = Math.max(...xs) + cardSize.width - left
    const high = Math.max(...ys) + cardSize.height - top
    const whole = Math.min(1, (width - roomAround.left - roomAround.right) / wide, (height - 2 * roomAround.top) / high)
    if (whole >= readable) {
      // In the middle, or as far to the left of it as the map needs.
      const x = Math.min((width - wide * whole) / 2, width - roomAround.right - wide * whole)
      void setViewport({ x: x - left * whole, y: Math.max(roomAround.top, (height - high * whole) / 2) - top * whole, zoom: whole })
      return
    }
    const middleX = first.position.x + cardSize.width / 2
    const y = around === undefined ? roomAround.top - first.position.y * comfortable : height * 0.55 - first.position.y * comfortable
    void setViewport({ x: width / 2 - middleX * comfortable, y, zoom: comfortable })
  }, [document, around, width, height, setViewport])
}
