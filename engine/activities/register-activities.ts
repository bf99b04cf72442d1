import type { HandlerRegistry } from '#nodes/activities'
import type { RunActivities } from './answers'

/** The functions as Temporal registers them: steps under their node's type, so that its own pages speak of "route". */
export function registerActivities(activities: RunActivities, handlers: HandlerRegistry): Record<string, (input: never) => Promise<unknown>> {
  const { decide, call, ...rest } = activities
  const steps = Object.entries(handlers)
    .filter(([, handler]) => handler.kind !== 'sleep' && handler.kind !== 'await')
    .map(([type, handler]) => [type, handler.kind === 'effect' ? call : decide])
  return { ...Object.fromEntries(steps), ...rest }
}
