import type { Plan } from '#engine/plan'

export interface Round {
  /** How many have begun, the one under way included. */
  begun: number
  of: number
  /** The run went on elsewhere before all were done. */
  isLeft: boolean
}

/** What is asked about a visit of a step. */
export interface VisitedStep {
  nodeId: string
  visit: number
  state: string
  outlet: string | null
  startedAt: number
  endedAt: number | null
}

/**
 * How far a visit of a “for each” has come, read off the steps that led back to it; undefined for other steps, and while its
 * list is not read. Pure: the rounds themselves are known to the engine alone, and it keeps them only between waits.
 */
export function countRounds(plan: Plan, head: VisitedStep, steps: readonly VisitedStep[], listed: number | undefined): Round | undefined {
  const step = plan.steps[head.nodeId]
  if (step?.op !== 'forEach') return undefined
  const of = step.times ?? listed
  if (of === undefined) return undefined
  if (head.state === 'done') return { begun: of, of, isLeft: false }

  const until = head.endedAt ?? Number.POSITIVE_INFINITY
  const inside = steps.filter((each) => isWithin(plan, each.nodeId, head.nodeId) && each.startedAt >= head.startedAt && each.startedAt <= until)
  const returned = inside.filter((each) => nextOf(plan, each) === head.nodeId)
  const lastReturn = Math.max(...returned.map((each) => each.endedAt ?? 0), 0)
  const isInside = inside.some((each) => each.endedAt === null)
  const isLeft = !isInside && inside.some((each) => leads(plan, each, head.nodeId) && (each.endedAt ?? 0) >= lastReturn)
  return { begun: Math.min(of, returned.length + 1), of, isLeft }
}

function isWithin(plan: Plan, nodeId: string, head: string): boolean {
  const seen = new Set<string>()
  for (let around = plan.steps[nodeId]?.loop; around !== undefined && !seen.has(around); around = plan.steps[around]?.loop) {
    if (around === head) return true
    seen.add(around)
  }
  return false
}

function nextOf(plan: Plan, { nodeId, state, outlet }: VisitedStep): string | undefined {
  const step = plan.steps[nodeId]
  return state === 'failed' ? step?.error : outlet === null ? undefined : step?.ways[outlet]
}

/** Whether the step led out of the rounds. An end within them ends a branch, and the others may still come back. */
function leads(plan: Plan, each: VisitedStep, head: string): boolean {
  const next = nextOf(plan, each)
  return next !== undefined && next !== head && !isWithin(plan, next, head) && plan.steps[next]?.op !== 'end'
}
