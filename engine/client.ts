import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client'
import { TypedSearchAttributes } from '@temporalio/common'
import { searchAttributes } from './temporal-server/search-attributes'
import type { RunArgs } from './workflows/run-args'

/** The queue of workflows; effects have the same one unless they are worked off elsewhere. */
export const engineQueue = 'watertight'

/** The id of a run's execution: our run's id and its generation. No personal data. */
export function workflowId(runId: string, generation: number): string {
  return `${runId}:${generation}`
}

/**
 * Starts a run's execution, or finds it started already: both are success, so it may be called as often as it takes.
 * Starts eagerly where the client shares the worker's connection.
 */
export async function startRun(client: Client, args: RunArgs, flowId: string, options: { isSearchable?: boolean } = {}): Promise<void> {
  try {
    await client.workflow.start('runFlow', {
      workflowId: workflowId(args.runId, args.generation),
      taskQueue: engineQueue,
      args: [args],
      requestEagerStart: true,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      ...(options.isSearchable !== false && { typedSearchAttributes: new TypedSearchAttributes([{ key: searchAttributes.flow, value: flowId }, { key: searchAttributes.run, value: args.runId }]) }),
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

/** Tells a run to read its inbox. False when Temporal does not know an open execution of it. */
export async function nudgeRun(client: Client, runId: string, generation: number): Promise<boolean> {
  try {
    await client.workflow.getHandle(workflowId(runId, generation)).signal('nudge')
    return true
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}

/** Whether Temporal holds an open execution of this generation. Asks by id: lists may lag behind. */
export async function isRunOpen(client: Client, runId: string, generation: number): Promise<boolean> {
  try {
    const description = await client.workflow.getHandle(workflowId(runId, generation)).describe()
    return description.status.name === 'RUNNING' || description.status.name === 'PAUSED'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false
    throw error
  }
}
