import type { FlowDocument } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import type { RunDetail, RunStep } from '../api/types'
import type { RunLook } from '../canvas/card-data'
import type { NodeView } from '../canvas/node-view'
import { groupBy } from '../parts/group-by'
import { stepSentence } from './step-words'

export interface RunOnCanvas {
  looks: Map<string, RunLook>
  /** How often the run went along an edge; edges that it did not take are left out. */
  edges: Map<string, number>
  /** The node where the run stands or ended, if it got anywhere. */
  standsAt: string | undefined
}

function isTrigger(type: string): boolean {
  return Object.hasOwn(registry, type) && registry[type]?.family === 'trigger'
}

/** What a run looks like on its flow: the way taken, where it stands, and what was not reached. Pure. */
export function projectRun(run: Pick<RunDetail, 'document' | 'steps' | 'state' | 'failure' | 'endReason' | 'endedAt'>, views: Map<string, NodeView>): RunOnCanvas {
  const { document, steps, failure } = run
  const byNode = groupBy(steps, (step) => step.nodeId)
  const edges = countEdges(document, steps)
  const current = [...steps].reverse().find((step) => step.state === 'waiting' || step.state === 'running')
  const looks = new Map<string, RunLook>()

  for (const node of document.nodes) {
    const own = byNode.get(node.id) ?? []
    const last = own.at(-1)
    const view = views.get(node.id)
    if (isTrigger(node.type)) {
      looks.set(node.id, { state: 'taken', sentence: null, visits: 1, dueAt: null })
    } else if (!last) {
      // An end has no step of its own: it is reached when a way into it was taken.
      const isReached = document.edges.some((edge) => edge.to.node === node.id && edges.has(edge.id)) && view?.family === 'end' && run.endedAt !== null
      looks.set(node.id, { state: isReached ? 'taken' : 'not-reached', sentence: null, visits: isReached ? 1 : 0, dueAt: null })
    } else if (last === current && failure?.nodeId !== node.id) {
      looks.set(node.id, { state: 'now', sentence: stepSentence(last, view), visits: own.length, dueAt: last.dueAt })
    } else {
      const hasFailed = failure?.nodeId === node.id || last.state === 'failed'
      const sentence = failure?.nodeId === node.id ? failure.message : stepSentence(last, view)
      looks.set(node.id, { state: hasFailed ? 'failed' : 'taken', sentence, visits: own.length, dueAt: null })
    }
  }
  return { looks, edges, standsAt: current?.nodeId ?? failure?.nodeId ?? steps.at(-1)?.nodeId }
}

function countEdges(document: FlowDocument, steps: readonly RunStep[]): Map<string, number> {
  const counts = new Map<string, number>()
  const left = groupBy(steps.filter((step) => step.outlet !== null), (step) => `${step.nodeId} ${step.outlet}`)
  const triggers = new Set(document.nodes.filter((node) => isTrigger(node.type)).map((node) => node.id))
  for (const edge of document.edges) {
    const times = triggers.has(edge.from.node) ? Math.min(1, steps.length) : (left.get(`${edge.from.node} ${edge.from.outlet}`)?.length ?? 0)
    if (times > 0) counts.set(edge.id, times)
  }
  return counts
}
