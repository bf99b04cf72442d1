import type { FlowGroup } from '#engine/graph/flow'
import { groupKey } from '../canvas-key'
import type { FoldedNode, FrameNode } from '../card-data'
import type { CanvasInput, Gestures } from '../project-flow'
import type { Side } from '../route-ways'
import { foldedPlace, frameBox } from './group-places'
import { insideWords } from './inside-words'

/** The folded groups by the steps that they hide. Who only looks, and cannot open one, sees every step. */
export function hiddenSteps({ document, isReadOnly }: Pick<CanvasInput, 'document' | 'isReadOnly'>): ReadonlyMap<string, FlowGroup> {
  if (isReadOnly) return new Map()
  return new Map(document.groups.filter((group) => group.collapsed).flatMap((group) => group.nodes.map((id) => [id, group] as const)))
}

export function projectGroups(input: CanvasInput & Gestures, hidden: ReadonlyMap<string, FlowGroup>): (FrameNode | FoldedNode)[] {
  const { document } = input
  if (document.groups.length === 0) return []
  const known = new Set(document.nodes.map((node) => node.id))
  const folded = new Set(hidden.values())
  return document.groups.filter((group) => group.nodes.some((id) => known.has(id))).map((group) => (folded.has(group) ? projectFolded(input, group) : projectFrame(input, group)))
}

function projectFrame({ document, dragged, measured, selected, writing, isReadOnly }: CanvasInput & Gestures, group: FlowGroup): FrameNode {
  const { x, y, width, height } = frameBox(document, group, { dragged, measured })
  return {
    id: groupKey(group.id),
    type: 'frame',
    position: { x, y },
    width, height, measured: { width, height },
    selectable: false,
    focusable: false,
    draggable: !isReadOnly,
    dragHandle: '.group-title',
    style: { pointerEvents: 'none' },
    data: { name: group.name, isChosen: areAllIn(group.nodes, selected.nodes), isWriting: writing?.id === group.id, isReadOnly },
  }
}

function projectFolded({ document, views, dragged, measured, selected, writing, diagnostics, waiting }: CanvasInput & Gestures, group: FlowGroup): FoldedNode {
  const key = groupKey(group.id)
  const members = new Set(group.nodes)
  const own = diagnostics.filter((each) => each.nodeId !== undefined && members.has(each.nodeId))
  const outs = document.edges.filter((edge) => members.has(edge.from.node) && !members.has(edge.to.node))
  const sideOf = ({ from }: (typeof outs)[number]): Side => views.get(from.node)?.outlets.find((outlet) => outlet.name === from.outlet)?.side ?? 'right'
  const size = measured.get(key)
  const errors = own.filter((each) => each.severity === 'error').length
  const inside = { steps: group.nodes.length, errors, warnings: own.length - errors }
  return {
    id: key,
    type: 'folded',
    position: foldedPlace(document, group, { dragged }),
    selected: areAllIn(group.nodes, selected.nodes),
    ...(size && { measured: size }),
    ariaLabel: `${group.name}. ${insideWords(inside)}`,
    data: {
      name: group.name, ...inside, waiting: group.nodes.reduce((sum, id) => sum + (waiting[id] ?? 0), 0),
      outIds: outs.map((edge) => edge.id), outSides: outs.map(sideOf), isWriting: writing?.id === group.id,
    },
  }
}

function areAllIn(ids: readonly string[], chosen: readonly string[]): boolean {
  return chosen.length >= ids.length && ids.every((id) => chosen.includes(id))
}

