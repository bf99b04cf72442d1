import { currentFormat, type FlowDocument, type FlowEdge, type FlowGroup, type FlowNode, type FlowNote } from '#engine/graph/flow'
import { maxFlowBytes, parseFlow } from '#engine/graph/parse-flow'
import { t } from '../../words/t'
import { newId } from '../new-id'

/** Steps of a flow with the lines between them, the groups that they make, and notes: what copying puts on the clipboard, and pasting takes from it. */
export interface Fragment {
  nodes: FlowNode[]
  edges: FlowEdge[]
  notes: FlowNote[]
  groups: FlowGroup[]
}

export interface Chosen {
  nodes: readonly string[]
  notes: readonly string[]
}

export type ReadFragment = { ok: true; fragment: Fragment } | { ok: false; words: string }

const fragmentFormat = 'watertight.steps'
const noSteps = t('What was copied holds no steps. Copy steps of a flow, or the text of an exported flow.')

/** These steps, the lines that begin and end at them, the groups that are wholly among them, and these notes. */
export function cutOut(document: FlowDocument, { nodes, notes }: Chosen): Fragment {
  const wanted = new Set(nodes)
  return {
    nodes: document.nodes.filter((node) => wanted.has(node.id)),
    edges: document.edges.filter((edge) => wanted.has(edge.from.node) && wanted.has(edge.to.node)),
    notes: document.notes.filter((note) => notes.includes(note.id)),
    // A part of a group is no group: two of one name would be taken for one.
    groups: document.groups.filter((group) => group.nodes.every((id) => wanted.has(id))),
  }
}

/** The steps as text that a person can read, keep in a file and paste into another flow, tab or installation. */
export function writeFragment({ nodes, edges, notes, groups }: Fragment): string {
  return JSON.stringify({ format: fragmentFormat, formatVersion: currentFormat, nodes, edges, notes, groups }, null, 2)
}

/** Reads what `writeFragment` wrote, or a whole exported flow, of this form or an older one. Anything else is refused in words. */
export function readFragment(text: string): ReadFragment {
  if (text.length > maxFlowBytes) return refuse(t('What was copied has {size} MB; a flow has at most 2 MB. Nothing was pasted.', { size: (text.length / 1e6).toFixed(1) }))
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refuse(noSteps)
  }
  const format = (value as { format?: unknown } | null)?.format
  if (format !== fragmentFormat && format !== 'watertight.flow') return refuse(noSteps)
  // Steps are read as the flow that they would be alone, so that one place knows the forms, old ones too.
  const parsed = parseFlow({ name: 'Steps', failurePoint: '', concurrency: 'allow', notes: [], groups: [], ...(value as object), format: 'watertight.flow' })
  if (!parsed.ok) return refuse(t('What was copied cannot be pasted. {problem}', { problem: parsed.problems[0] ?? '' }))
  const fragment = cutOut(parsed.flow, { nodes: parsed.flow.nodes.map((node) => node.id), notes: parsed.flow.notes.map((note) => note.id) })
  return fragment.nodes.length + fragment.notes.length === 0 ? refuse(noSteps) : { ok: true, fragment }
}

/**
 * The same steps and notes under new ids, moved: ids are never used twice. What names a step's output in a setting names the new step,
 * where that came along.
 */
export function renewed({ nodes, edges, notes, groups }: Fragment, by: { x: number; y: number }): Fragment {
  const ids = new Map(nodes.map((node) => [node.id, newId()]))
  const idOf = (old: string) => ids.get(old) ?? old
  return {
    nodes: nodes.map((node) => ({
      ...node,
      id: idOf(node.id),
      params: renamedIn(node.params, ids) as FlowNode['params'],
      position: { x: node.position.x + by.x, y: node.position.y + by.y },
    })),
    edges: edges.map((edge) => ({ id: newId(), from: { ...edge.from, node: idOf(edge.from.node) }, to: { node: idOf(edge.to.node) } })),
    notes: notes.map((note) => ({ ...note, id: newId(), position: { x: note.position.x + by.x, y: note.position.y + by.y } })),
    groups: groups.map((group) => ({ ...group, id: newId(), nodes: group.nodes.map(idOf) })),
  }
}

const outputName = /\boutputs(\.|\[["'])([A-Za-z0-9_-]{1,40})/g

function renamedIn(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return value.replaceAll(outputName, (all, before: string, id: string) => (ids.has(id) ? `outputs${before}${ids.get(id)}` : all))
  if (Array.isArray(value)) return value.map((each) => renamedIn(each, ids))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamedIn(each, ids)]))
  return value
}

function refuse(words: string): ReadFragment {
  return { ok: false, words }
}
