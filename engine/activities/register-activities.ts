import { activityInfo } from '@temporalio/activity'
import type { HandlerRegistry } from '#nodes/activities'
import type { RunActivities, StepInput } from './answers'

/**
 * The functions as Temporal registers them: steps under their node's type, so that its own pages speak of "route". A type that
 * is not among the handlers comes to `default`, and there to the same protocol: it puts the step off until a worker knows it.
 */
export function registerActivities(activities: RunActivities, handlers: HandlerRegistry): Record<string, (input: never) => Promise<unknown>> {
  const { decide, call, ...rest } = activities
  const steps = Object.entries(handlers)
    .filter(([, handler]) => handler.kind === 'branch' || handler.kind === 'records' || handler.kind === 'effect')
    .map(([type, handler]) => [type, handler.kind === 'effect' ? call : decide])
  const unknown = (input: StepInput): Promise<unknown> => (activityInfo().isLocal ? decide(input) : call(input))
  return { ...Object.fromEntries(steps), ...rest, default: unknown as (input: never) => Promise<unknown> }
}
