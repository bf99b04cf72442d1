import { type Facts, group, type Violation } from '../read-facts'

type Step = Facts['rows']['steps'][number]

/**
 * One path each: every step was entered exactly as often as outcomes lead to it, a wait's row and its step say the same,
 * and an answer that was taken is the way that the run went.
 */
export function checkPaths({ rows }: Facts): Violation[] {
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'paths', what })
  const stepsOf = group(rows.steps, (step) => step.runId)
  const planOf = new Map(rows.versions.map((version) => [version.id, version.plan]))

  for (const run of rows.runs) {
    const plan = planOf.get(run.versionId)
    const steps = stepsOf.get(run.id) ?? []
    // Between two steps the next one is not written down yet; only runs at rest can be counted.
    if (!plan || run.state === 'starting' || run.state === 'running') continue
    const wanted = new Map([[plan.entry, 1]])
    for (const step of steps) {
      const ways = plan.steps[step.nodeId]
      if (!ways || ways.op === 'end' || (step.state !== 'done' && step.state !== 'failed')) continue
      const next = step.state === 'failed' ? ways.error : ways.ways[step.outlet ?? '']
      if (next !== undefined) wanted.set(next, (wanted.get(next) ?? 0) + 1)
    }
    for (const nodeId of Object.keys(plan.steps)) {
      const entered = steps.filter((step) => step.nodeId === nodeId)
      if (entered.length !== (wanted.get(nodeId) ?? 0)) add(`run ${run.id}: ${wanted.get(nodeId) ?? 0} outcomes lead to ${nodeId}, which was entered ${entered.length} times (${trail(steps)})`)
      if (entered.some((step) => step.visit < 1 || step.visit > entered.length)) add(`run ${run.id}: visits of ${nodeId} are not counted one by one`)
    }
    if (run.state === 'done') for (const step of steps) if (step.state !== 'done') add(`run ${run.id} has ended with step ${step.nodeId} ${step.state}`)
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

function keyOf({ runId, nodeId, visit }: { runId: string; nodeId: string; visit: number }): string {
  return `${runId}:${nodeId}:${visit}`
}

function trail(steps: Step[]): string {
  return [...steps].sort((a, b) => a.startedAt - b.startedAt).map((step) => `${step.nodeId}.${step.visit}→${step.outlet ?? step.state}`).join(' ')
}
