import type { z } from 'zod'
import { addBusinessTime, businessMs } from '../../revops/business-time'
import { eventOutput } from '../../revops/event-output'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { StepContext } from '../../sdk/context'
import { durationMs } from '../../sdk/duration'
import type { AwaitActivity } from '../../sdk/handlers'
import { NodeError } from '../../sdk/node-error'
import type { Services } from '../../sdk/services'
import type { WaitKey } from '../../sdk/wait-key'
import type { awaitEvent } from './definition'

type Params = z.output<typeof awaitEvent.params>

/** Looks back before it waits, in one transaction: an event is seen by one of the two, whenever it comes. */
export const waitForEvent: AwaitActivity<Params> = {
  open(context, services) {
    const { params, run, now } = context
    const keys = params.events.flatMap((event) => keyOf(event, context, services))
    if (keys.length === 0) throw new NodeError('no-value', 'There is nothing to tell the events apart by: the text to compare with came out empty for each of them. Look at the fields that it names.')
    const wait = { keys, until: untilOf(context, services) }
    const found = services.events.lookBack(run.id, keys, now - durationMs(params.lookBack))
    if (!found?.key.outlet) return wait
    return { ...wait, answered: { outlet: found.key.outlet, output: eventOutput(found.event), eventId: found.event.id } }
  },
  close: () => ({ outlet: 'timedOut' }),
}

function untilOf({ params, now }: StepContext<Params>, services: Services): number {
  if (params.counts === 'clock') return now + durationMs(params.window)
  const hours = services.calendar.businessHours()
  return addBusinessTime(now, businessMs(params.window, hours), hours)
}

/** An event that is told apart by an empty value would be answered by any other without one: it is left out. */
function keyOf({ id, type, field, equals }: Params['events'][number], context: StepContext<Params>, services: Services): WaitKey[] {
  if (field === '') return [{ key: services.events.keyFor(type, { subject: context.subject }), outlet: id }]
  const value = renderText(equals, textScope(context)).trim()
  return value === '' ? [] : [{ key: services.events.keyFor(type, { field, value }), outlet: id }]
}
