import { type Facts, group, type Violation } from '../read-facts'

/** Nothing ends silently: each run has ended with a reason, or waits with an open wait that has a due date. None failed. */
export function checkRuns({ rows }: Facts): Violation[] {
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'runs', what })
  const open = group(rows.waits.filter((wait) => wait.state === 'open'), (wait) => wait.runId)

  for (const run of rows.runs) {
    const waits = open.get(run.id) ?? []
    switch (run.state) {
      case 'done':
        if (!run.endReason || run.endedAt === null) add(`run ${run.id} has ended without a reason`)
        if (waits.length > 0) add(`run ${run.id} has ended and still waits`)
        break
      case 'waiting':
        if (waits.length === 0) add(`run ${run.id} waits without an open wait`)
        for (const wait of waits) if (!(wait.dueAt > 0)) add(`run ${run.id} waits without a due date`)
        break
      case 'failed':
        add(`run ${run.id} failed: ${run.failure?.nodeId} ${run.failure?.code} ${run.failure?.message}`)
        break
      default:
        add(`run ${run.id} is ${run.state}: it has neither ended nor does it wait`)
    }
  }
  for (const row of rows.outbox) add(`a ${row.kind} of run ${row.runId} still stands in the outbox`)
  return found
}
