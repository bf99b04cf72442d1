import { currentFormat, type FlowDocument, type FlowEdge, type FlowNode } from '#engine/graph/flow'
import { registry } from '../../nodes/registry'
import { t } from '../../words/t'
import { cutOut } from '../clipboard/fragment'
import { newId } from '../new-id'
import { makeNode, withoutNodes } from '../store/document-changes'

export type Extracted =
  | {
      ok: true
      /** The chosen steps as a flow of their own, that another flow starts. */
      flow: FlowDocument
      /** The flow that they were in, with one step in their place that runs the flow with this id. */
      without(flowId: string): FlowDocument
      /** The id of that step. */
      step: string
    }
  | { ok: false; words: string }

const below = 130

/**
 * Makes the chosen steps a flow of their own. One way must lead in, and all that lead out must lead to the same step, since a
 * flow that was run comes back by one way; what cannot keep its meaning is refused in words. Pure.
 */
export function extractSteps(document: FlowDocument, ids: readonly string[]): Extracted {
  const chosen = new Set(ids)
  const inside = document.nodes.filter((node) => chosen.has(node.id))
  const outside = document.nodes.filter((node) => !chosen.has(node.id))
  const into = document.edges.filter((edge) => !chosen.has(edge.from.node) && chosen.has(edge.to.node))
  const out = document.edges.filter((edge) => chosen.has(edge.from.node) && !chosen.has(edge.to.node))
  const entries = [...new Set(into.map((edge) => edge.to.node))]
  const targets = [...new Set(out.map((edge) => edge.to.node))]
  const labelOf = (id: string | undefined) => document.nodes.find((node) => node.id === id)?.label ?? ''
  const problem = refusal({ inside, outside, entries, targets, labelOf })
  const entry = inside.find((node) => node.id === entries[0])
  if (problem !== undefined || !entry) return { ok: false, words: problem ?? '' }

  const step: FlowNode = { ...makeNode('sub-flow', entry.position), label: groupOf(document, chosen)?.name ?? entry.label }
  return {
    ok: true,
    flow: flowOf(document, { chosen, entry, out, name: step.label }),
    step: step.id,
    without(flowId) {
      const rest = withoutNodes(document, ids)
      const placed = { ...step, params: { ...step.params, flow: flowId } }
      const after = targets[0] === undefined ? makeNode('end', { x: entry.position.x, y: entry.position.y + below }) : undefined
      const next = after?.id ?? targets[0] ?? ''
      return {
        ...rest,
        nodes: [...rest.nodes, placed, ...(after ? [after] : [])],
        edges: [...rest.edges, ...into.map((edge) => ({ ...edge, to: { ...edge.to, node: step.id } })), { id: newId(), from: { node: step.id, outlet: 'done' }, to: { node: next } }],
      }
    },
  }
}

interface Parts {
  inside: readonly FlowNode[]
  outside: readonly FlowNode[]
  entries: readonly string[]
  targets: readonly string[]
  labelOf(id: string | undefined): string
}

function refusal({ inside, outside, entries, targets, labelOf }: Parts): string | undefined {
  if (inside.length === 0) return t('Choose the steps that are to be a flow of their own.')
  const trigger = inside.find((node) => familyOf(node) === 'trigger')
  if (trigger) return t('“{step}” starts this flow and has to stay in it. Choose the steps after it.', { step: trigger.label })
  if (entries.length === 0) return t('No way leads to the chosen steps, so nothing would run them.')
  if (entries.length > 1) return t('Ways lead to {count} of the chosen steps (“{one}”, “{other}”). A flow of its own has one way in: choose fewer steps, or those before as well.', { count: entries.length, one: labelOf(entries[0]), other: labelOf(entries[1]) })
  if (targets.length > 1) return t('The chosen steps go on with {count} others (“{one}”, “{other}”). A flow that was run comes back by one way: choose those steps as well, or fewer.', { count: targets.length, one: labelOf(targets[0]), other: labelOf(targets[1]) })
  const end = inside.find((node) => familyOf(node) === 'end')
  if (end && targets.length > 0) return t('“{step}” ends this flow. In a flow of its own it would end only that one, and this one would go on with “{next}”.', { step: end.label, next: labelOf(targets[0]) })
  const names = namesIn(inside)
  if (names.has('item')) return t('The chosen steps name what a round of “For each” is about. A flow of its own does not know it.')
  const lost = [...inside.map(({ id }) => `outputs.${id}`)].find((name) => namesIn(outside).has(name))
  if (lost) return t('Later steps use what “{step}” has found out. Those values stay within a flow of its own.', { step: labelOf(lost.slice('outputs.'.length)) })
  const missed = outside.find(({ id }) => names.has(`outputs.${id}`))
  if (missed) return t('The chosen steps use what “{step}” has found out. A flow of its own does not get to know that.', { step: missed.label })
  if (names.has('event')) return t('The chosen steps use the event that started this flow. A flow of its own does not get to know that.')
  const keeps = (nodes: readonly FlowNode[]) => nodes.some((node) => node.type === 'set')
  if ((keeps(inside) && namesIn(outside).has('vars')) || (names.has('vars') && keeps(outside))) return t('Values that a step keeps would not pass between the two flows. Choose also the steps that keep or use them.')
  return undefined
}

function familyOf(node: FlowNode): string | undefined {
  return Object.hasOwn(registry, node.type) ? registry[node.type]?.family : undefined
}

/** What the settings of these steps name of a run: `vars`, `event`, `item`, and `outputs.<step>`. */
function namesIn(nodes: readonly FlowNode[]): Set<string> {
  const found = new Set<string>()
  const look = (value: unknown) => {
    if (typeof value === 'string') {
      for (const [, name, step] of value.matchAll(/\b(?:(vars|event|item)(?=[.[])|outputs(?:\.|\[["'])([A-Za-z0-9_-]{1,40}))/g)) found.add(name ?? `outputs.${step}`)
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look)
  }
  for (const { params } of nodes) {
    look(params)
    if (params.about === 'item') found.add('item')
  }
  return found
}

function groupOf(document: FlowDocument, chosen: ReadonlySet<string>) {
  return document.groups.find((group) => group.nodes.length === chosen.size && group.nodes.every((id) => chosen.has(id)))
}

function flowOf(document: FlowDocument, { chosen, entry, out, name }: { chosen: ReadonlySet<string>; entry: FlowNode; out: readonly FlowEdge[]; name: string }): FlowDocument {
  const { nodes, edges, groups } = cutOut(document, { nodes: [...chosen], notes: [] })
  const trigger = makeNode('manual-trigger', { x: entry.position.x, y: Math.min(...nodes.map((node) => node.position.y)) - below })
  const lowest = Math.max(...nodes.map((node) => node.position.y))
  const end = out.length > 0 ? makeNode('end', { x: entry.position.x, y: lowest + below }) : undefined
  return {
    format: 'watertight.flow',
    formatVersion: currentFormat,
    name,
    failurePoint: document.failurePoint,
    concurrency: 'allow',
    nodes: [trigger, ...nodes, ...(end ? [end] : [])],
    edges: [{ id: newId(), from: { node: trigger.id, outlet: 'next' }, to: { node: entry.id } }, ...edges, ...(end ? out.map((edge) => ({ ...edge, to: { ...edge.to, node: end.id } })) : [])],
    notes: [],
    groups: groups.filter((group) => group.nodes.length < chosen.size),
  }
}
