import type { z } from 'zod'
import { addBusinessTime, businessMs, nextOpening } from '../../revops/business-time'
import { nextTimeOfDay } from '../../revops/calendar'
import { readDate } from '../../revops/read-date'
import { readField } from '../../revops/read-field'
import { textScope } from '../../revops/text-scope'
import { assertNever } from '../../sdk/assert-never'
import type { StepContext } from '../../sdk/context'
import { durationMs } from '../../sdk/duration'
import type { AwaitActivity } from '../../sdk/handlers'
import type { Services } from '../../sdk/services'
import type { wait } from './definition'

type Params = z.output<typeof wait.params>

/** A wait that nobody answers; time alone ends it. Only a date that is not there is answered at once. */
export const waitForTime: AwaitActivity<Params> = {
  open(context, services) {
    const until = untilOf(context, services)
    if (until !== undefined) return { keys: [], until }
    return { keys: [], until: context.now, answered: { outlet: 'noDate', reason: { field: context.params.dateField } } }
  },
  close: () => ({ outlet: 'done' }),
}

function untilOf(context: StepContext<Params>, services: Services): number | undefined {
  const { params, now } = context
  switch (params.kind) {
    case 'for':
      return now + durationMs(params.duration)
    case 'time-of-day':
      return nextTimeOfDay(now, params.time, params.zone)
    case 'date-field': {
      const date = readDate(readField(textScope(context), params.dateField), params.zone)
      const by = { at: 0, before: -1, after: 1 }[params.offset] * durationMs(params.by)
      return date === undefined ? undefined : date + by
    }
    case 'business-time': {
      const hours = services.calendar.businessHours()
      return params.business === 'opening' ? nextOpening(now, hours) : addBusinessTime(now, businessMs(params.businessFor, hours), hours)
    }
    default:
      return assertNever(params.kind)
  }
}
