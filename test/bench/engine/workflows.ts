import * as wf from '@temporalio/workflow'
import type { RunActivities } from '#engine/activities/answers'
import { initialState } from '#engine/advance/state'

export { nudge, runFlow } from '#engine/workflows/run-flow'

type Locals = Omit<RunActivities, 'decide' | 'call'> & Record<string, RunActivities['decide']> & Record<'insertBare', (input: { id: string; step: number }) => Promise<void>>

const local = wf.proxyLocalActivities<Locals>({ startToCloseTimeout: '30 s' })

/** What a developer would write by hand for the benchmark's flow, over the same activities and services. */
export async function handWritten({ runId, generation }: { runId: string; generation: number }): Promise<void> {
  const caller = { runId, generation }
  const big = await local.branch?.({ ...caller, step: { nodeId: 'big', visit: 1 } })
  if (!big || !('outcome' in big) || !('outlet' in big.outcome) || big.outcome.outlet !== 'yes') throw new Error('went astray')
  await local['update-record']?.({ ...caller, step: { nodeId: 'note', visit: 1 } })
  await local['work-item']?.({ ...caller, step: { nodeId: 'task', visit: 1 } })
  await local.endRun({ ...caller, ending: { reason: 'completed', at: { nodeId: 'done', visit: 1 } }, snapshot: initialState() })
}

/** Three inserts and nothing else: what the machine gives at most. */
export async function bare({ runId }: { runId: string }): Promise<void> {
  for (let step = 0; step < 3; step += 1) await local.insertBare({ id: runId, step })
}
