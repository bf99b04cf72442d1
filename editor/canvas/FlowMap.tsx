import { useReactFlow, useStore } from '@xyflow/react'
import { memo, type PointerEvent, useMemo, useRef } from 'react'
import { type CardNode, cardSize } from './card-data'
import { t } from '../words/t'

const size = { width: 132, height: 100 }
const margin = 60

interface Frame {
  x: number
  y: number
  width: number
  height: number
}

type Look = 'plain' | 'problem' | 'chosen'

function lookOf({ data, selected }: CardNode): Look {
  return data.errors > 0 ? 'problem' : selected || data.run?.state === 'now' ? 'chosen' : 'plain'
}

/**
 * A small map of the whole flow with what is in sight; a press or a drag on it goes there. Our own: the library's draws and follows each card by
 * itself, which with a thousand cards takes longer at each change than the canvas.
 */
export function FlowMap() {
  const nodes = useStore((state) => state.nodes) as CardNode[]
  const frame = useMemo(() => frameOf(nodes), [nodes])
  const svg = useRef<SVGSVGElement>(null)
  const { setCenter, getZoom } = useReactFlow()

  const go = (event: PointerEvent) => {
    const matrix = svg.current?.getScreenCTM()?.inverse()
    if (event.buttons !== 1 || !matrix) return
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
    void setCenter(x, y, { zoom: getZoom() })
  }
  return (
    <svg
      ref={svg}
      className="mini nodrag nopan"
      {...size}
      viewBox={`${frame.x} ${frame.y} ${frame.width} ${frame.height}`}
      role="img"
      aria-label={t('Map of the flow')}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={go}
    >
      <Cards nodes={nodes} />
      <InSight frame={frame} />
    </svg>
  )
}

function frameOf(nodes: CardNode[]): Frame {
  if (nodes.length === 0) return { x: 0, y: 0, ...cardSize }
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { position, measured } of nodes) {
    left = Math.min(left, position.x)
    top = Math.min(top, position.y)
    right = Math.max(right, position.x + (measured?.width ?? cardSize.width))
    bottom = Math.max(bottom, position.y + (measured?.height ?? cardSize.height))
  }
  return { x: left - margin, y: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin }
}

const Cards = memo(function Cards({ nodes }: { nodes: CardNode[] }) {
  const paths: Record<Look, string> = { plain: '', problem: '', chosen: '' }
  for (const node of nodes) {
    // The frame of a group would hide its steps.
    if ((node.type as string) === 'frame') continue
    const { x, y } = node.position
    paths[lookOf(node)] += `M${x} ${y}h${node.measured?.width ?? cardSize.width}v${node.measured?.height ?? cardSize.height}h${-(node.measured?.width ?? cardSize.width)}z`
  }
  return (
    <>
      <path d={paths.plain} fill="var(--line-3)" />
      <path d={paths.chosen} fill="var(--accent)" />
      <path d={paths.problem} fill="var(--bad)" />
    </>
  )
})

/** All but what is in sight lies in shade. */
function InSight({ frame }: { frame: Frame }) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  const { x: left, y: top, width: wide, height: high } = frame
  return (
    <path
      className="shade"
      fillRule="evenodd"
      d={`M${left - wide} ${top - high}h${3 * wide}v${3 * high}h${-3 * wide}zM${-x / zoom} ${-y / zoom}h${width / zoom}v${height / zoom}h${-width / zoom}z`}
    />
  )
}
