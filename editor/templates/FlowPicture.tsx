import type { FlowDocument } from '#engine/graph/flow'
import { useMemo } from 'react'
import { cardSize } from '../canvas/card-data'
import { projectFlow, viewNodes } from '../canvas/project-flow'
import { cornersOf, type Entry, type Point, roundedPath, type Side } from '../canvas/route-ways'

const margin = 40
const { width, height } = cardSize
const leaves: Record<Side, Point> = { down: { x: width / 2, y: height }, right: { x: width, y: height / 2 }, left: { x: 0, y: height / 2 } }
const enters: Record<Entry, Point> = { top: { x: width / 2, y: 0 }, right: { x: width, y: height / 2 }, left: { x: 0, y: height / 2 } }

/** A small drawing of a flow, from its document: a card for each step in the colour of its family, and the lines between them. */
export function FlowPicture({ flow }: { flow: FlowDocument }) {
  const { cards, lines, box } = useMemo(() => draw(flow), [flow])
  return (
    <svg className="flow-picture" viewBox={box} aria-hidden="true">
      {lines.map(({ id, path }) => <path key={id} d={path} />)}
      {cards.map(({ id, position, family }) => <rect key={id} className={`f-${family}`} {...position} width={width} height={height} rx={12} />)}
    </svg>
  )
}

function draw(flow: FlowDocument) {
  const views = viewNodes(flow, { of: (_kind, id) => id })
  const { nodes, edges } = projectFlow({ document: flow, views, measured: new Map(), diagnostics: [], waiting: {}, isReadOnly: true })
  const places = new Map(flow.nodes.map((node) => [node.id, node.position]))
  const lines = edges.flatMap(({ id, source, target, targetHandle, data }) => {
    const [from, to] = [places.get(source), places.get(target)]
    if (!from || !to || !data) return []
    const entry = (targetHandle ?? 'top') as Entry
    const { points } = cornersOf(add(from, leaves[data.side]), data.side, add(to, enters[entry]), { entry, lane: data.lane, via: data.via, wordsAt: data.wordsAt })
    return [{ id, points, path: roundedPath(points, 16) }]
  })
  const corners = [...lines.flatMap((line) => line.points), ...[...places.values()].flatMap((place) => [place, { x: place.x + width, y: place.y + height }])]
  const [left, top] = [Math.min(...corners.map(({ x }) => x)), Math.min(...corners.map(({ y }) => y))]
  const [right, bottom] = [Math.max(...corners.map(({ x }) => x)), Math.max(...corners.map(({ y }) => y))]
  return {
    lines,
    cards: nodes.filter((node) => node.type === 'card').map((node) => ({ id: node.id, position: node.position, family: node.data.view.family })),
    box: `${left - margin} ${top - margin} ${right - left + 2 * margin} ${bottom - top + 2 * margin}`,
  }
}

function add(one: Point, other: Point): Point {
  return { x: one.x + other.x, y: one.y + other.y }
}
