import { errorOutlet, type FlowDocument, type FlowEdge } from '#engine/graph/flow'
import { registry } from '../nodes/registry'
import type { RunDetail, RunStep } from '../api/types'
import type { RunLook } from '../canvas/card-data'
import type { NodeView } from '../canvas/node-view'
import { groupBy } from '../parts/group-by'
import { t } from '../words/t'
import { everyWay, stepSentence } from './step-words'

export interface RunOnCanvas {
  looks: Map<string, RunLook>
  /** How often the run went along an edge; edges that it did not take are left out. */
  edges: Map<string, number>
  /** The node where the run stands or ended, if it got anywhere; of several, the one it came to last. */
  standsAt: string | undefined
}

function isTrigger(type: string): boolean {
  return Object.hasOwn(registry, type) && registry[type]?.family === 'trigger'
}

type ShownRun = Pick<RunDetail, 'document' | 'steps' | 'state' | 'hold' | 'failure' | 'endReason' | 'endedAt' | 'now'>

/** What a run looks like on its flow: the way taken, all the places where it stands, and what was not reached. Pure. */
export function projectRun(run: ShownRun, views: Map<string, NodeView>): RunOnCanvas {
  const { document, steps, failure } = run
  const byNode = groupBy(steps, (step) => step.nodeId)
  const edges = countEdges(document, byNode)
  const looks = new Map<string, RunLook>()

  for (const node of document.nodes) {
    const own = byNode.get(node.id) ?? []
    const last = own.at(-1)
    const view = views.get(node.id)
    if (isTrigger(node.type)) {
      looks.set(node.id, { state: 'taken', sentence: null, visits: 1, dueAt: null })
    } else if (!last) {
      // The end of a run has no step of its own: it is reached when a way into it was taken.
      const isReached = document.edges.some((edge) => edge.to.node === node.id && edges.has(edge.id)) && view?.family === 'end' && run.endedAt !== null
      looks.set(node.id, { state: isReached ? 'taken' : 'not-reached', sentence: null, visits: isReached ? 1 : 0, dueAt: null })
    } else {
      looks.set(node.id, lookOf(run, own, last, view))
    }
  }
  return { looks, edges, standsAt: placeOf(run)?.nodeId ?? failure?.nodeId ?? steps.at(-1)?.nodeId }
}

function lookOf(run: ShownRun, own: RunStep[], last: RunStep, view: NodeView | undefined): RunLook {
  const open = run.endedAt === null ? own.filter(standsHere) : []
  const newest = open.at(-1)
  if (newest) {
    const dates = open.flatMap((step) => step.dueAt ?? [])
    const sentence = open.length > 1 ? t('{count} branches stand here', { count: open.length }) : stepSentence(newest, view, run)
    return { state: 'now', sentence, visits: own.length, dueAt: dates.length > 0 ? Math.min(...dates) : null }
  }
  const failure = run.failure?.nodeId === last.nodeId ? run.failure : undefined
  if (failure || last.state === 'failed') return { state: 'failed', sentence: failure?.message ?? stepSentence(last, view, run), visits: own.length, dueAt: null }
  const shown = own.findLast((step) => step.state !== 'dropped') ?? last
  // A step that was left out was come to and never done: neither a tick nor the light of a place where the run stands.
  return { state: shown.state === 'dropped' && !shown.round?.isLeft ? 'not-reached' : 'taken', sentence: stepSentence(last, view, run), visits: own.length, dueAt: null }
}

/** A “for each” that was left in the middle keeps its open step to the end of the run, and the run is elsewhere. */
function standsHere(step: RunStep): boolean {
  return step.state === 'waiting' || step.state === 'held' || (step.state === 'running' && !step.round?.isLeft)
}

/** Where the run stands: rather within a round than at the step that counts them. For one that was stopped, where it stood. */
function placeOf({ steps, endedAt, endReason }: ShownRun): RunStep | undefined {
  const wasStopped = endReason === 'cancelled' || endReason === 'superseded'
  const open = steps.filter((step) => (endedAt === null ? standsHere(step) : wasStopped && step.state === 'dropped' && step.endedAt === endedAt && !step.round?.isLeft))
  return open.findLast((step) => step.round === null) ?? open.at(-1)
}

function countEdges(document: FlowDocument, byNode: Map<string, RunStep[]>): Map<string, number> {
  const counts = new Map<string, number>()
  const triggers = new Set(document.nodes.filter((node) => isTrigger(node.type)).map((node) => node.id))
  for (const edge of document.edges) {
    const steps = byNode.get(edge.from.node) ?? []
    const times = triggers.has(edge.from.node) ? Math.min(1, byNode.size) : steps.reduce((sum, step) => sum + timesBy(step, edge), 0)
    if (times > 0) counts.set(edge.id, times)
  }
  return counts
}

/** How often a visit of a step left by this edge: rounds leave many times, a step that goes all its ways leaves by each once. */
function timesBy(step: RunStep, { from }: FlowEdge): number {
  if (from.outlet === errorOutlet) return step.state === 'failed' ? 1 : 0
  if (step.outlet === from.outlet || step.outlet === everyWay) return 1
  return step.round && from.outlet === 'each' ? step.round.begun : 0
}
