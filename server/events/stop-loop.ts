import { eq } from 'drizzle-orm'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { events, flows, runs } from '../db/schema'
import { openWorkItem } from '../work-items/open-work-item'

/** So many runs may cause one another by their changes of a record. The next one does not start. */
export const loopLimit = 10

/** How long a person has to look at flows that start one another. */
const lookWithinMs = 4 * 3_600_000

interface StoppedStart {
  event: { id: string; causeRunId: string | null }
  /** The flow that would have started. */
  flowId: string
  subject: { type: string; id: string }
  chain: number
}

/** Flows start one another by their changes: this start does not happen, and a person hears which flows go round. Once per flow and record while that is open. */
export function stopLoop(db: Database, { event, flowId, subject, chain }: StoppedStart, now: number): void {
  const round = flowsInRound(db, event.causeRunId, flowId)
  const names = round.map((name) => `“${name}”`)
  openWorkItem(
    db,
    {
      kind: 'loop-stopped',
      title: names.length === 1 ? `${names[0]} keeps starting itself` : `${names.join(' and ')} keep starting each other`,
      detail: `Their changes of the same lead have started ${chain} runs in a row, so the next run of ${names[0]} was not started. The change itself is kept. Give one of these flows a condition that its own change does not fit: ${names.join(' → ')}.`,
      subjectType: subject.type, subjectId: subject.id, eventId: event.id, ...(event.causeRunId && { runId: event.causeRunId }), dueAt: now + lookWithinMs, openKey: `loop:${flowId}:${subject.type}:${subject.id}`,
    },
    now,
  )
  createAddAudit(db)(
    { actor: { kind: 'system', id: 'triggers' }, action: 'flow.loop-stopped', subject, after: { flowId, flows: round, chain, eventId: event.id } },
    now,
  )
}

/** Names of the flows that caused one another, the one that would have started first, each once. */
function flowsInRound(db: Database, causeRunId: string | null, flowId: string): string[] {
  const names = [db.select({ name: flows.name }).from(flows).where(eq(flows.id, flowId)).get()?.name ?? flowId]
  let runId = causeRunId
  for (let step = 0; runId !== null && step <= loopLimit; step += 1) {
    const run = db
      .select({ name: flows.name, flowId: runs.flowId, cause: events.causeRunId, parent: runs.parentRunId })
      .from(runs)
      .innerJoin(flows, eq(flows.id, runs.flowId))
      .leftJoin(events, eq(events.id, runs.eventId))
      .where(eq(runs.id, runId))
      .get()
    if (!run || run.flowId === flowId) break
    if (!names.includes(run.name)) names.push(run.name)
    runId = run.cause ?? run.parent
  }
  return names
}
