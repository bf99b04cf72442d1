import type { Plan } from '#engine/plan'
import { type Facts, group, type Violation } from '../read-facts'

type Step = Facts['rows']['steps'][number]

/**
 * One path each: every step was entered exactly as often as outcomes lead to it, a wait's row and its step say the same,
 * and an answer that was taken is the way that the run went. What ended early may not have gone on from its last step.
 */
export function checkPaths({ rows }: Facts): Violation[] {
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'paths', what })
  const stepsOf = group(rows.steps, (step) => step.runId)
  const planOf = new Map(rows.versions.map((version) => [version.id, version.plan]))

  const listOf = new Map(rows.lists.map((list) => [keyOf(list), list.items.length]))
  const stoppedEarly = new Set(rows.inbox.filter((item) => item.kind === 'cancelled').map((item) => item.runId))
  for (const run of rows.runs) {
    const plan = planOf.get(run.versionId)
    const steps = stepsOf.get(run.id) ?? []
    // Between two steps the next one is not written down yet; only runs at rest can be counted.
    if (!plan || run.state === 'starting' || run.state === 'running') continue
    const wanted = wantedEntries(plan, steps, listOf)
    const isDropped = steps.some((step) => step.state === 'dropped')
    let mayBeMissing = run.state === 'done' && stoppedEarly.has(run.id) ? 1 : 0
    for (const nodeId of Object.keys(plan.steps)) {
      const entered = steps.filter((step) => step.nodeId === nodeId)
      const count = wanted.get(nodeId) ?? 0
      // A join is entered once for each fork, not for each branch that comes; a dropped branch may not have come to its next step.
      const isFine = plan.steps[nodeId]?.op === 'join' ? entered.length <= count && (entered.length > 0) === (count > 0) : isDropped ? entered.length <= count : entered.length === count
      if (!isFine && entered.length === count - 1 && mayBeMissing > 0) mayBeMissing -= 1
      else if (!isFine) add(`run ${run.id}: ${count} outcomes lead to ${nodeId}, which was entered ${entered.length} times (${trail(steps)})`)
      if (entered.some((step) => step.visit < 1 || step.visit > entered.length)) add(`run ${run.id}: visits of ${nodeId} are not counted one by one`)
    }
    if (run.state === 'done') for (const step of steps) if (step.state !== 'done' && step.state !== 'dropped' && step.state !== 'failed') add(`run ${run.id} has ended with step ${step.nodeId} ${step.state}`)
  }

  const stepAt = new Map(rows.steps.map((step) => [keyOf(step), step]))
  const waitAt = new Map(rows.waits.map((wait) => [keyOf(wait), wait]))
  for (const wait of rows.waits) {
    const step = stepAt.get(keyOf(wait))
    if (wait.state === 'open' ? step?.state !== 'waiting' : step?.outlet !== wait.outlet) {
      add(`run ${wait.runId}: the wait of ${wait.nodeId} is ${wait.state} by ${wait.outlet}, and its step is ${step?.state} by ${step?.outlet}`)
    }
  }
  for (const item of rows.inbox) {
    if (item.kind !== 'answered') continue
    const wait = waitAt.get(`${item.runId}:${item.nodeId}:${item.visit}`)
    if (wait?.state !== 'answered' || wait.outlet !== item.outlet) add(`run ${item.runId}: an answer “${item.outlet}” was taken at ${item.nodeId}, and the wait is ${wait?.state} by ${wait?.outlet}`)
  }
  return found
}

/** How often each step should have been entered, by the outcomes that lead there. */
function wantedEntries(plan: Plan, steps: Step[], listOf: Map<string, number>): Map<string, number> {
  const wanted = new Map([[plan.entry, 1]])
  const add = (nodeId: string | undefined, times = 1) => {
    if (nodeId !== undefined) wanted.set(nodeId, (wanted.get(nodeId) ?? 0) + times)
  }
  for (const step of steps) {
    const at = plan.steps[step.nodeId]
    if (!at || at.op === 'end') continue
    if (at.op === 'forEach' && step.state === 'done') add(at.ways.each, at.times ?? listOf.get(keyOf(step)) ?? 0)
    if (step.state === 'failed') add(at.error)
    if (step.state !== 'done') continue
    const next = at.op === 'fork' ? Object.values(at.ways) : [at.ways[step.outlet ?? '']]
    // On to the next round: the list is entered once.
    for (const each of next) if (!(each !== undefined && at.loop === each)) add(each)
  }
  return wanted
}

function keyOf({ runId, nodeId, visit }: { runId: string; nodeId: string; visit: number }): string {
  return `${runId}:${nodeId}:${visit}`
}

function trail(steps: Step[]): string {
  return [...steps].sort((a, b) => a.startedAt - b.startedAt).map((step) => `${step.nodeId}.${step.visit}→${step.outlet ?? step.state}`).join(' ')
}
