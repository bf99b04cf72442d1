import { workflowId } from '#engine/client'
import type { Rows } from './read-facts'
import { withClient } from './with-client'

const most = 3
const lastEvents = 14

/** What Temporal and our rows know of runs that have not come to rest: for whoever looks for the reason afterwards. */
export function describeStuck(temporalAddress: string, { runs, inbox, effects }: Rows): Promise<string[]> {
  const open = runs.filter(({ state }) => state !== 'done' && state !== 'failed').slice(0, most)
  return withClient(temporalAddress, (client) =>
    Promise.all(
      open.map(async (run) => {
        const handle = client.workflow.getHandle(workflowId(run.id, run.generation))
        const { status, raw } = await handle.describe()
        const { events } = await handle.fetchHistory()
        const pending = raw.pendingActivities?.map(({ state, attempt, lastStartedTime }) => `state ${state}, attempt ${attempt}, started ${lastStartedTime?.seconds}`)
        const rows = effects.filter((row) => row.runId === run.id).map(({ key, state, attempt, leaseUntil, notBefore }) => `${key} ${state} attempt ${attempt} lease ${leaseUntil} not before ${notBefore}`)
        const arrived = inbox.filter((item) => item.runId === run.id).map(({ seq, kind, at }) => `${seq} ${kind} ${at}`)
        return [
          `${run.id}, generation ${run.generation}, ${run.state}, hold ${run.hold}: ${status.name}; now ${Date.now()}`,
          `  events: ${(events ?? []).slice(-lastEvents).map(({ eventId, eventType, eventTime }) => `${eventId} ${eventType} at ${eventTime?.seconds}`).join(', ')}`,
          `  pending activities: ${JSON.stringify(pending)}; workflow task: ${JSON.stringify(raw.pendingWorkflowTask)}`,
          `  inbox: ${arrived.join(', ')}; snapshot after ${run.snapshotSeq}`,
          `  effects: ${rows.join('; ')}`,
        ].join('\n')
      }),
    ),
  )
}
