import { useReactFlow, useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { cardSize } from './card-data'
import { glideMs } from './go-to-step'

const margin = 40

/**
 * Keeps the step where a run stands in sight: when the run moves on to a step that is not, the canvas goes there. Someone
 * who looks at another place is left alone until the run moves.
 */
export function useFollow(stands: { id: string; position: { x: number; y: number } } | undefined): void {
  const { getViewport, setCenter } = useReactFlow()
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const stoodAt = useRef<string | undefined>(undefined)

  useEffect(() => {
    const before = stoodAt.current
    stoodAt.current = stands?.id
    if (!stands || before === undefined || before === stands.id || width === 0) return
    const { x, y, zoom } = getViewport()
    const left = stands.position.x * zoom + x
    const top = stands.position.y * zoom + y
    const isSeen = left > margin && top > margin && left + cardSize.width * zoom < width - margin && top + cardSize.height * zoom < height - margin
    if (isSeen) return
    void setCenter(stands.position.x + cardSize.width / 2, stands.position.y + cardSize.height / 2, { zoom, duration: glideMs() })
  }, [stands, width, height, getViewport, setCenter])
}
