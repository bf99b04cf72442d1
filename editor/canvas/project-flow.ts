import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument, FlowEdge } from '#engine/graph/flow'
import type { Names, Outlet } from '#nodes/sdk/define-node'
import { type EdgeMarker, MarkerType } from '@xyflow/react'
import { type CardNode, cardSize, type Mark, markWords, type RunLook, type WayData, type WayEdge } from './card-data'
import { type NodeView, viewNode } from './node-view'
import { groupBy } from '../parts/group-by'
import { routeWays, type WayEnds } from './route-ways'

/** The arrow tips. A line that is drawn stronger scales its tip, so that one asks for a smaller one. */
const markers: Record<WayData['look'], EdgeMarker> = {
  plain: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-3)' },
  taken: { type: MarkerType.ArrowClosed, width: 11, height: 11, color: 'var(--accent)' },
  faint: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-2)' },
  problem: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--bad)' },
}

type Size = { width: number; height: number }
type Point = { x: number; y: number }

/** Nodes of a document read for show, by id. */
export function viewNodes(document: FlowDocument, names: Names): Map<string, NodeView> {
  const leaving = groupBy(document.edges, (edge) => edge.from.node)
  return new Map(document.nodes.map((node) => [node.id, viewNode(node, names, leaving.get(node.id) ?? [])]))
}

export interface CanvasInput {
  document: FlowDocument
  views: Map<string, NodeView>
  selected: { nodes: readonly string[]; edges: readonly string[] }
  dragged: ReadonlyMap<string, Point>
  measured: ReadonlyMap<string, Size>
  diagnostics: readonly Diagnostic[]
  waiting: Record<string, number>
  isReadOnly: boolean
  /** Present when a run is shown on the flow. */
  run?: { looks: Map<string, RunLook>; edges: Map<string, number> }
  /** Present when two versions are compared. */
  marks?: ReadonlyMap<string, Mark>
}

/** What the canvas draws for a document. Pure; the same input gives equal output. */
export function projectFlow(input: CanvasInput): { nodes: CardNode[]; edges: WayEdge[] } {
  return { nodes: projectNodes(input), edges: projectEdges(input) }
}

function projectNodes({ document, views, selected, dragged, measured, diagnostics, waiting, isReadOnly, run, marks }: CanvasInput): CardNode[] {
  const used = new Set(document.edges.map((edge) => `${edge.from.node} ${edge.from.outlet}`))
  const problems = groupBy(diagnostics, (each) => each.nodeId ?? '')
  return document.nodes.flatMap((node) => {
    const view = views.get(node.id)
    if (!view) return []
    const own = problems.get(node.id) ?? []
    const size = measured.get(node.id)
    const look = run?.looks.get(node.id)
    const mark = marks?.get(node.id)
    return [
      {
        id: node.id,
        type: 'card' as const,
        position: dragged.get(node.id) ?? node.position,
        selected: selected.nodes.includes(node.id),
        ...(size && { measured: size }),
        ariaLabel: `${node.label}. ${view.kind}. ${look?.sentence ?? view.summary}${mark ? `. ${markWords[mark]}` : ''}`,
        data: {
          label: node.label,
          type: node.type,
          view,
          open: isReadOnly ? [] : openOutlets(view, node.id, used),
          errors: own.filter((each) => each.severity === 'error').length,
          warnings: own.filter((each) => each.severity === 'warning').length,
          waiting: waiting[node.id] ?? 0,
          run: look,
          mark,
          isReadOnly,
        },
      },
    ]
  })
}

function openOutlets(view: NodeView, id: string, used: Set<string>): Outlet[] {
  return view.outlets.filter((outlet) => !used.has(`${id} ${outlet.name}`))
}

function projectEdges({ document, views, selected, dragged, measured, diagnostics, isReadOnly, run }: CanvasInput): WayEdge[] {
  const boxes = new Map(
    document.nodes.map((node) => {
      const place = dragged.get(node.id) ?? node.position
      return [node.id, { ...place, ...(measured.get(node.id) ?? cardSize) }] as const
    }),
  )
  const outletOf = (edge: FlowEdge) => views.get(edge.from.node)?.outlets.find((outlet) => outlet.name === edge.from.outlet)
  const drawn = document.edges.flatMap((edge): (WayEnds & { edge: FlowEdge; label: string })[] => {
    const from = boxes.get(edge.from.node)
    const to = boxes.get(edge.to.node)
    if (!from || !to) return []
    const outlet = outletOf(edge)
    return [{ id: edge.id, edge, source: edge.from.node, target: edge.to.node, side: outlet?.side ?? 'right', label: outlet?.label ?? '', from, to }]
  })
  const routed = routeWays(drawn, [...boxes.values()])
  const broken = new Set(diagnostics.flatMap((each) => each.edgeId ?? []))

  return drawn.map(({ id, edge, side, label }) => {
    const way = routed.get(id) ?? { entry: 'top' as const, lane: 28 }
    const times = run?.edges.get(id) ?? 0
    const look: WayData['look'] = run ? (times > 0 ? 'taken' : 'faint') : broken.has(id) ? 'problem' : 'plain'
    return {
      id,
      type: 'way' as const,
      source: edge.from.node,
      sourceHandle: edge.from.outlet,
      target: edge.to.node,
      targetHandle: way.entry,
      selected: selected.edges.includes(id),
      focusable: !isReadOnly,
      // Ways taken lie over those that were not, where they share a trunk.
      zIndex: look === 'taken' ? 1 : 0,
      markerEnd: markers[look],
      data: { side, lane: way.lane, via: way.via, wordsAt: way.wordsAt, label, look, times, isReadOnly },
    }
  })
}
