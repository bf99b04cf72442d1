import { type Facts, group, type Violation } from '../read-facts'

/** The clocks of two processes on one machine, and the time between an instant taken and its commit. */
const slackMs = 50

/** Nothing of a run is begun while it is paused, and no event is taken twice by one run. */
export function checkHolds({ rows }: Facts): Violation[] {
  const found: Violation[] = []
  const add = (what: string) => found.push({ check: 'holds', what })
  const stepsOf = group(rows.steps, (step) => step.runId)
  const holds = group(rows.audit.filter(({ action }) => action === 'run.paused' || action === 'run.resumed'), (entry) => entry.subjectId)
  for (const [runId, entries] of holds) {
    const inOrder = [...entries].sort((a, b) => a.at - b.at)
    for (const [index, entry] of inOrder.entries()) {
      if (entry.action !== 'run.paused') continue
      const until = inOrder[index + 1]?.at ?? Number.POSITIVE_INFINITY
      for (const step of stepsOf.get(runId) ?? []) {
        if (step.startedAt > entry.at + slackMs && step.startedAt < until - slackMs) add(`${step.nodeId}.${step.visit} of run ${runId} began while the run was paused`)
      }
    }
  }
  for (const [key, waits] of group(rows.waits.filter((wait) => wait.eventId !== null), (wait) => `${wait.runId} ${wait.eventId}`)) {
    if (waits.length > 1) add(`the event of ${key} was taken by ${waits.length} waits of the run`)
  }
  return found
}
