import { noSequence, type Sequence } from './sequence'
import type { FlowDocument, FlowEdge, FlowGroup, FlowNode, FlowNote } from './flow'

/** One difference between two forms of a flow. */
export type FlowChange =
  | { kind: 'flow-changed'; setting: 'name' | 'failurePoint' | 'figure' | 'concurrency'; before: string; after: string }
  /** What people leave it by, and how it stands beside others. */
  | { kind: 'sequence-changed'; before: Sequence; after: Sequence }
  | { kind: 'step-added' | 'step-removed'; node: FlowNode }
  /** It stands elsewhere on the canvas; what it does is not touched. */
  | { kind: 'step-moved'; node: FlowNode }
  /** `params` names the settings that differ. */
  | { kind: 'step-changed'; before: FlowNode; after: FlowNode; params: string[] }
  | { kind: 'way-added' | 'way-removed'; from: FlowEdge['from']; to: string }
  | { kind: 'note-added' | 'note-removed' | 'note-moved'; note: FlowNote }
  | { kind: 'note-changed'; before: FlowNote; after: FlowNote }
  | { kind: 'group-added' | 'group-removed'; group: FlowGroup }
  /** Another name, or other steps; whether it is folded is no difference. */
  | { kind: 'group-changed'; before: FlowGroup; after: FlowGroup }
  | { kind: 'way-moved'; from: FlowEdge['from']; before: string; to: string }

const settings = ['name', 'failurePoint', 'concurrency'] as const

/**
 * What makes `after` another flow than `before`: settings of the flow, then steps in the order of `after` (those that are gone
 * last), then ways out of steps that both have, then groups and notes. Steps are the same by their id. `paramsOf` may fill in what settings leave out,
 * so that a default that is written down is no difference. Pure.
 */
export function diffFlows(before: FlowDocument, after: FlowDocument, paramsOf: (node: FlowNode) => Record<string, unknown> = (node) => node.params): FlowChange[] {
  const changes: FlowChange[] = []
  for (const setting of settings) {
    if (before[setting] !== after[setting]) changes.push({ kind: 'flow-changed', setting, before: before[setting], after: after[setting] })
  }
  const [oldFigure, newFigure] = [figureText(before), figureText(after)]
  if (oldFigure !== newFigure) changes.push({ kind: 'flow-changed', setting: 'figure', before: oldFigure, after: newFigure })
  const [oldSequence, newSequence] = [before.sequence ?? noSequence, after.sequence ?? noSequence]
  if (!isSame(oldSequence, newSequence)) changes.push({ kind: 'sequence-changed', before: oldSequence, after: newSequence })
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const kept = new Set<string>()
  for (const node of after.nodes) {
    const known = old.get(node.id)
    if (!known) {
      changes.push({ kind: 'step-added', node })
      continue
    }
    kept.add(node.id)
    const params = differing(paramsOf(known), paramsOf(node))
    if (params.length > 0 || known.label !== node.label || known.type !== node.type || !isSame(known.retry, node.retry)) changes.push({ kind: 'step-changed', before: known, after: node, params })
    if (known.position.x !== node.position.x || known.position.y !== node.position.y) changes.push({ kind: 'step-moved', node })
  }
  for (const node of before.nodes) if (!kept.has(node.id)) changes.push({ kind: 'step-removed', node })
  return [...changes, ...diffWays(before.edges, after.edges, kept), ...diffGroups(before.groups, after.groups), ...diffNotes(before.notes, after.notes)]
}

function figureText({ figure }: FlowDocument): string {
  return figure ? [figure.name, figure.now, figure.goal].filter((each) => each !== '').join(' → ') : ''
}

function diffWays(before: readonly FlowEdge[], after: readonly FlowEdge[], kept: ReadonlySet<string>): FlowChange[] {
  const wayOf = ({ from }: FlowEdge) => `${from.node} ${from.outlet}`
  const mine = (edges: readonly FlowEdge[]) => new Map(edges.filter((edge) => kept.has(edge.from.node)).map((edge) => [wayOf(edge), edge]))
  const [old, now] = [mine(before), mine(after)]
  const changes: FlowChange[] = []
  for (const [way, edge] of now) {
    const known = old.get(way)
    if (!known) changes.push({ kind: 'way-added', from: edge.from, to: edge.to.node })
    else if (known.to.node !== edge.to.node) changes.push({ kind: 'way-moved', from: edge.from, before: known.to.node, to: edge.to.node })
  }
  for (const [way, edge] of old) if (!now.has(way)) changes.push({ kind: 'way-removed', from: edge.from, to: edge.to.node })
  return changes
}

function diffGroups(before: readonly FlowGroup[], after: readonly FlowGroup[]): FlowChange[] {
  const old = new Map(before.map((group) => [group.id, group]))
  const now = new Set(after.map((group) => group.id))
  const changes = after.flatMap((group): FlowChange[] => {
    const known = old.get(group.id)
    if (!known) return [{ kind: 'group-added', group }]
    return known.name === group.name && isSame([...known.nodes].sort(), [...group.nodes].sort()) ? [] : [{ kind: 'group-changed', before: known, after: group }]
  })
  return [...changes, ...before.flatMap((group): FlowChange[] => (now.has(group.id) ? [] : [{ kind: 'group-removed', group }]))]
}

function diffNotes(before: readonly FlowNote[], after: readonly FlowNote[]): FlowChange[] {
  const old = new Map(before.map((note) => [note.id, note]))
  const now = new Set(after.map((note) => note.id))
  const changes = after.flatMap((note): FlowChange[] => {
    const known = old.get(note.id)
    if (!known) return [{ kind: 'note-added', note }]
    const isChanged = known.text !== note.text || known.colour !== note.colour
    const isMoved = !isSame(known.position, note.position) || !isSame(known.size, note.size)
    return [...(isChanged ? [{ kind: 'note-changed' as const, before: known, after: note }] : []), ...(isMoved ? [{ kind: 'note-moved' as const, note }] : [])]
  })
  return [...changes, ...before.flatMap((note): FlowChange[] => (now.has(note.id) ? [] : [{ kind: 'note-removed', note }]))]
}

function differing(one: Record<string, unknown>, other: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => !isSame(one[name], other[name]))
}

/** The same JSON, in whatever order its fields stand. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return false
  return differing(one as Record<string, unknown>, other as Record<string, unknown>).length === 0
}
