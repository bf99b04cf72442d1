import type { FlowDocument, FlowEdge, FlowNode } from '#engine/graph/flow'
import type { NodeView } from '../canvas/node-view'
import { groupBy } from '../parts/group-by'

export interface ToldWay {
  /** The words on the way out; empty for a step that simply goes on. */
  words: string
  /** The number of the step that it leads to; null where it leads nowhere. */
  to: number | null
  label: string
}

export interface ToldStep {
  id: string
  /** From 1, in the order of the story; what starts the flow has none. */
  number: number | null
  label: string
  /** What it does with its present settings. */
  says: string
  /** The name of the group that it belongs to. */
  group: string | null
  ways: ToldWay[]
}

export interface ToldFlow {
  starts: ToldStep[]
  steps: ToldStep[]
  /** Steps that no way leads to. */
  apart: ToldStep[]
  /** What is written beside the steps, from top to bottom. */
  notes: string[]
}

/**
 * The flow as a story: what starts it, then its steps, each main line to its end before the branches that leave it, in the order in
 * which they leave. Pure; from the same summaries as the cards, so that the two never differ.
 */
export function explainFlow(document: FlowDocument, views: ReadonlyMap<string, NodeView>): ToldFlow {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]))
  const leaving = groupBy(document.edges, (edge) => edge.from.node)
  const waysOf = (id: string) => orderedWays(views.get(id), leaving.get(id) ?? [])
  const triggers = document.nodes.filter((node) => views.get(node.id)?.family === 'trigger')
  const numbers = numberSteps(triggers, nodes, waysOf)

  const tell = (node: FlowNode): ToldStep => {
    const view = views.get(node.id)
    return {
      group: document.groups.find((group) => group.nodes.includes(node.id))?.name ?? null,
      id: node.id, number: numbers.get(node.id) ?? null, label: node.label, says: view?.summary || (view?.kind ?? node.type),
      ways: waysOf(node.id).map(({ words, to }) => ({ words, to: (to !== undefined && numbers.get(to)) || null, label: (to !== undefined && nodes.get(to)?.label) || '' })),
    }
  }
  const told = [...numbers].sort((a, b) => a[1] - b[1]).flatMap(([id]) => nodes.get(id) ?? [])
  return {
    starts: triggers.map(tell),
    steps: told.map(tell),
    apart: document.nodes.filter((node) => !numbers.has(node.id) && !triggers.includes(node)).map(tell),
    notes: [...document.notes].sort((one, other) => one.position.y - other.position.y || one.position.x - other.position.x).flatMap(({ text }) => text.trim() || []),
  }
}

interface Way {
  words: string
  to: string | undefined
}

/** The ways out of a step: how it goes on first, then the others as they stand on the card. */
function orderedWays(view: NodeView | undefined, edges: readonly FlowEdge[]): Way[] {
  const outlets = [...(view?.outlets ?? [])].sort((a, b) => Number(b.side === 'down') - Number(a.side === 'down'))
  return outlets.map(({ name, label }) => ({ words: label, to: edges.find((edge) => edge.from.outlet === name)?.to.node }))
}

function numberSteps(triggers: readonly FlowNode[], nodes: ReadonlyMap<string, FlowNode>, waysOf: (id: string) => Way[]): Map<string, number> {
  const numbers = new Map<string, number>()
  const begin = triggers.flatMap((trigger) => waysOf(trigger.id).flatMap(({ to }) => to ?? []))
  for (let next = begin.shift(); next !== undefined; next = begin.shift()) {
    for (let here: string | undefined = next; here !== undefined && nodes.has(here) && !numbers.has(here); ) {
      numbers.set(here, numbers.size + 1)
      const [main, ...others]: string[] = waysOf(here).flatMap(({ to }) => to ?? [])
      begin.push(...others)
      here = main
    }
  }
  return numbers
}
