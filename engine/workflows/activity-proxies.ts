import * as wf from '@temporalio/workflow'
import type { RunActivities } from '../activities/answers'
import type { Activities } from '../perform-command'
import type { RunArgs } from './run-args'

type Locals = Omit<RunActivities, 'decide' | 'call'> & Record<string, RunActivities['decide']>

/** Each is one short transaction that records its outcome, so it may run as often as it takes. */
const local = wf.proxyLocalActivities<Locals>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '100 ms', backoffCoefficient: 2, maximumInterval: '10 s' },
})

/** The activities of a run: changes of our own records beside the workflow, effects on their queue, one attempt each. */
export function activityProxies(args: RunArgs): Activities {
  const effects = wf.proxyActivities<Record<string, RunActivities['call']>>({
    taskQueue: args.effectsQueue,
    startToCloseTimeout: args.callTimeoutMs,
    retry: { maximumAttempts: 1 },
  })
  return {
    openList: local.openList,
    openWait: local.openWait,
    closeWait: local.closeWait,
    record: local.record,
    doChore: local.doChore,
    readInbox: local.readInbox,
    endRun: local.endRun,
    decide: (nodeType) => found(local[nodeType], nodeType),
    call: (nodeType) => found(effects[nodeType], nodeType),
  }
}

function found<T>(activity: T | undefined, nodeType: string): T {
  if (!activity) throw new Error(`engine.activityProxies: no activity for ${nodeType}`)
  return activity
}
