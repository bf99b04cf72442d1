import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument, FlowEdge, FlowGroup, FlowNode } from '#engine/graph/flow'
import type { Names } from '#nodes/sdk/define-node'
import { type EdgeMarker, MarkerType } from '@xyflow/react'
import { type CanvasNode, type CardNode, cardSize, type Mark, markWords, type RunLook, type WayData, type WayEdge } from './card-data'
import { groupKey } from './canvas-key'
import { foldedPlace } from './groups/group-places'
import { hiddenSteps, projectGroups } from './groups/project-groups'
import { projectNotes } from './notes/project-notes'
import type { GestureSlice } from './store/gesture-slice'
import { type NodeView, viewNode } from './node-view'
import { groupBy } from '../parts/group-by'
import { handlesOf } from './handles-of'
import { type Box, type RoutedWay, routeWays, type WayEnds } from './route-ways'

/** The arrow tips. A line that is drawn stronger scales its tip, so that one asks for a smaller one. */
export const markers: Record<WayData['look'], EdgeMarker> = {
  plain: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-3)' },
  taken: { type: MarkerType.ArrowClosed, width: 11, height: 11, color: 'var(--accent)' },
  faint: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--line-2)' },
  problem: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--bad)' },
}

type Size = { width: number; height: number }
type Point = { x: number; y: number }

/** What was read of a node, for as long as the node, the names and the ways by which it is left stay the same. */
const readBefore = new WeakMap<FlowNode, { names: Names; leaving: string; view: NodeView }>()

/** Nodes of a document read for show, by id. A node that did not change is not read again. */
export function viewNodes(document: FlowDocument, names: Names): Map<string, NodeView> {
  const leaving = groupBy(document.edges, (edge) => edge.from.node)
  return new Map(document.nodes.map((node) => [node.id, view(node, names, leaving.get(node.id) ?? [])]))
}

function view(node: FlowNode, names: Names, edges: FlowEdge[]): NodeView {
  const leaving = edges.map((edge) => edge.from.outlet).join(' ')
  const before = readBefore.get(node)
  if (before?.names === names && before.leaving === leaving) return before.view
  const now = viewNode(node, names, edges)
  readBefore.set(node, { names, leaving, view: now })
  return now
}

export interface CanvasInput {
  document: FlowDocument
  views: Map<string, NodeView>
  measured: ReadonlyMap<string, Size>
  diagnostics: readonly Diagnostic[]
  waiting: Record<string, number>
  isReadOnly: boolean
  /** Present when a run is shown on the flow. */
  run?: { looks: Map<string, RunLook>; edges: Map<string, number> }
  /** Present when two versions are compared. */
  marks?: ReadonlyMap<string, Mark>
}

/** What somebody is doing on the canvas. */
export type Gestures = Pick<GestureSlice, 'dragged' | 'resized' | 'writing'> & { selected: { nodes: readonly string[]; notes: readonly string[] } }

const atRest: Gestures = { selected: { nodes: [], notes: [] }, dragged: new Map(), resized: new Map(), writing: null }

/** What the canvas draws for a document on which nobody acts. Pure; the same input gives equal output. */
export function projectFlow(input: CanvasInput): Drawn {
  const hidden = hiddenSteps(input)
  const { groups, notes } = annotationsOf({ ...input, ...atRest }, hidden)
  // What comes later lies above: frames over lines, so that their titles can be read, and steps over frames.
  return { nodes: [...groups, ...projectNodes(input, hidden), ...notes], edges: projectEdges(input, hidden) }
}

function annotationsOf(input: CanvasInput & Gestures, hidden: ReadonlyMap<string, FlowGroup>) {
  return { groups: projectGroups(input, hidden), notes: projectNotes(input) }
}

/** Groups and notes while somebody acts on them, by their keys. */
export function projectAnnotations(input: CanvasInput & Gestures): ReadonlyMap<string, CanvasNode> {
  const { groups, notes } = annotationsOf(input, hiddenSteps(input))
  return new Map([...groups, ...notes].map((node) => [node.id, node]))
}

export interface Drawn {
  nodes: CanvasNode[]
  edges: WayEdge[]
}

export function withRoute(edge: WayEdge, way: RoutedWay = { entry: 'top', lane: 28 }): WayEdge {
  return edge.data ? { ...edge, targetHandle: way.entry, data: { ...edge.data, lane: way.lane, via: way.via, wordsAt: way.wordsAt } } : edge
}

export function boxOf({ x, y }: Point, size: { width?: number; height?: number } | undefined): Box {
  return { x, y, width: size?.width ?? cardSize.width, height: size?.height ?? cardSize.height }
}

function projectNodes({ document, views, measured, diagnostics, waiting, isReadOnly, run, marks }: CanvasInput, hidden: ReadonlyMap<string, FlowGroup>): CardNode[] {
  const problems = groupBy(diagnostics, (each) => each.nodeId ?? '')
  return document.nodes.flatMap((node) => {
    const view = views.get(node.id)
    if (!view || hidden.has(node.id)) return []
    const own = problems.get(node.id) ?? []
    const errors = own.filter((each) => each.severity === 'error').length
    return cardOf({
      node, view, errors, warnings: own.length - errors, size: measured.get(node.id), waiting: waiting[node.id] ?? 0, look: run?.looks.get(node.id), mark: marks?.get(node.id), isReadOnly,
    })
  })
}

interface CardInput {
  node: FlowNode
  view: NodeView
  size: Size | undefined
  errors: number
  warnings: number
  waiting: number
  look: RunLook | undefined
  mark: Mark | undefined
  isReadOnly: boolean
}

/** The last card of a node, for as long as nothing that it shows has changed. */
const cards = new WeakMap<FlowNode, { input: CardInput; card: CardNode }>()

function cardOf(input: CardInput): CardNode {
  const before = cards.get(input.node)
  if (before && (Object.keys(input) as (keyof CardInput)[]).every((key) => before.input[key] === input[key])) return before.card
  const { node, view, size, errors, warnings, waiting, look, mark, isReadOnly } = input
  const card: CardNode = {
    id: node.id,
    type: 'card',
    position: node.position,
    selected: false,
    // Until a card was drawn, as it will about be: a card that is not in sight is not drawn at all.
    ...(size ? { measured: size } : { measured: cardSize, handles: handlesOf(view) }),
    ariaLabel: `${node.label}. ${view.kind}. ${look?.sentence ?? view.summary}${mark ? `. ${markWords[mark]}` : ''}`,
    data: { label: node.label, type: node.type, view, open: isReadOnly ? [] : view.open, errors, warnings, waiting, run: look, mark, isReadOnly },
  }
  cards.set(node, { input, card })
  return card
}

function projectEdges({ document, views, measured, diagnostics, isReadOnly, run }: CanvasInput, hidden: ReadonlyMap<string, FlowGroup>): WayEdge[] {
  /** A line that ends at a hidden step ends at the card of its group. */
  const keyOf = (id: string) => {
    const group = hidden.get(id)
    return group ? groupKey(group.id) : id
  }
  const folded = [...new Set(hidden.values())].map((group) => ({ id: groupKey(group.id), position: foldedPlace(document, group, { dragged: new Map() }) }))
  const boxes = new Map([...document.nodes.filter(({ id }) => !hidden.has(id)), ...folded].map(({ id, position }) => [id, boxOf(position, measured.get(id))]))
  const outletOf = (edge: FlowEdge) => views.get(edge.from.node)?.outlets.find((outlet) => outlet.name === edge.from.outlet)
  const drawn = document.edges.flatMap((edge): (WayEnds & { edge: FlowEdge; label: string })[] => {
    const [source, target] = [keyOf(edge.from.node), keyOf(edge.to.node)]
    const from = boxes.get(source)
    const to = boxes.get(target)
    // A line within a folded group is hidden with its steps.
    if (!from || !to || (source === target && hidden.has(edge.from.node))) return []
    const outlet = outletOf(edge)
    return [{ id: edge.id, edge, source, target, side: outlet?.side ?? 'right', label: outlet?.label ?? '', from, to }]
  })
  const routed = routeWays(drawn, [...boxes.values()])
  const broken = new Set(diagnostics.flatMap((each) => each.edgeId ?? []))

  return drawn.map(({ id, edge, source, target, side, label }) => {
    const times = run?.edges.get(id) ?? 0
    const look: WayData['look'] = run ? (times > 0 ? 'taken' : 'faint') : broken.has(id) ? 'problem' : 'plain'
    const plain: WayEdge = {
      id,
      type: 'way' as const,
      source,
      // A folded group has a way out for each line that leaves it.
      sourceHandle: hidden.has(edge.from.node) ? id : edge.from.outlet,
      target,
      selected: false,
      // By keyboard a line is led elsewhere in the settings of its step; as stops of the Tab key they would double the way past the canvas.
      focusable: false,
      ...((hidden.has(edge.from.node) || hidden.has(edge.to.node)) && { reconnectable: false }),
      // Ways taken lie over those that were not, where they share a trunk.
      zIndex: look === 'taken' ? 1 : 0,
      markerEnd: markers[look],
      data: { side, lane: 0, via: undefined, wordsAt: undefined, label, look, times, isReadOnly },
    }
    return withRoute(plain, routed.get(id))
  })
}
