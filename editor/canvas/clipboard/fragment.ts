import { currentFormat, type FlowDocument, type FlowEdge, type FlowNode } from '#engine/graph/flow'
import { maxFlowBytes, parseFlow } from '#engine/graph/parse-flow'
import { newId } from '../new-id'

/** Steps of a flow with the lines between them: what copying puts on the clipboard, and pasting takes from it. */
export interface Fragment {
  nodes: FlowNode[]
  edges: FlowEdge[]
}

export type ReadFragment = { ok: true; fragment: Fragment } | { ok: false; words: string }

const fragmentFormat = 'watertight.steps'
const noSteps = 'What was copied holds no steps. Copy steps of a flow, or the text of an exported flow.'

/** These steps, and the lines that begin and end at them. */
export function cutOut(document: FlowDocument, ids: readonly string[]): Fragment {
  const wanted = new Set(ids)
  return {
    nodes: document.nodes.filter((node) => wanted.has(node.id)),
    edges: document.edges.filter((edge) => wanted.has(edge.from.node) && wanted.has(edge.to.node)),
  }
}

/** The steps as text that a person can read, keep in a file and paste into another flow, tab or installation. */
export function writeFragment({ nodes, edges }: Fragment): string {
  return JSON.stringify({ format: fragmentFormat, formatVersion: currentFormat, nodes, edges }, null, 2)
}

/** Reads what `writeFragment` wrote, or a whole exported flow, of this form or an older one. Anything else is refused in words. */
export function readFragment(text: string): ReadFragment {
  if (text.length > maxFlowBytes) return refuse(`What was copied has ${(text.length / 1e6).toFixed(1)} MB; a flow has at most 2 MB. Nothing was pasted.`)
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refuse(noSteps)
  }
  const format = (value as { format?: unknown } | null)?.format
  if (format !== fragmentFormat && format !== 'watertight.flow') return refuse(noSteps)
  // Steps are read as the flow that they would be alone, so that one place knows the forms, old ones too.
  const parsed = parseFlow({ name: 'Steps', failurePoint: '', concurrency: 'allow', ...(value as object), format: 'watertight.flow' })
  if (!parsed.ok) return refuse(`What was copied cannot be pasted. ${parsed.problems[0] ?? ''}`)
  const fragment = cutOut(parsed.flow, parsed.flow.nodes.map((node) => node.id))
  return fragment.nodes.length === 0 ? refuse(noSteps) : { ok: true, fragment }
}

/**
 * The same steps under new ids, moved: ids are never used twice. What names a step's output in a setting names the new step,
 * where that came along.
 */
export function renewed({ nodes, edges }: Fragment, by: { x: number; y: number }): Fragment {
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
