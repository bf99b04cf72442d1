import type { DataConverter } from '@temporalio/common'
import { type NativeConnection, Worker, type WorkflowBundle } from '@temporalio/worker'
import type { HandlerRegistry } from '#nodes/activities'
import type { RunActivities } from './activities/answers'
import { registerActivities } from './activities/register-activities'
import { engineQueue } from './client'

/** About 0.2 MB for each run that is kept in memory; others are replayed when something happens to them. */
const standardCache = 500

/** A worker for runs and their effects. It lets what it has begun end before it shuts down. */
export function createRunWorker(options: {
  connection: NativeConnection
  namespace?: string
  workflowBundle: WorkflowBundle
  activities: RunActivities
  handlers: HandlerRegistry
  /** The one that the bundle was made for. */
  dataConverter?: DataConverter | undefined
  /** 0 replays a run at each step: slow, and a test of its own. */
  maxCachedWorkflows?: number
}): Promise<Worker> {
  const { activities, handlers, dataConverter, maxCachedWorkflows = standardCache, ...rest } = options
  return Worker.create({
    ...rest,
    ...(dataConverter && { dataConverter }),
    taskQueue: engineQueue,
    activities: registerActivities(activities, handlers),
    maxCachedWorkflows,
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    shutdownGraceTime: '15 s',
  })
}
