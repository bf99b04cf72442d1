import { z } from 'zod'
import { isZone, nextTimeOfDay } from './calendar'

/** When a flow starts again and again: on these days at this time of day, as clocks in the zone show it. */
export const Schedule = z
  .object({
    /** 1 Monday … 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1, 'Choose at least one day').max(7),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:30'),
    zone: z.string().max(60).refine(isZone, 'Choose a time zone such as Europe/Berlin'),
  })
  .meta({ widget: 'schedule' })

export type Schedule = z.infer<typeof Schedule>

/** The first tick after `now`, in ms since 1970. Skipped and doubled local times follow `nextTimeOfDay`. */
export function nextTick(schedule: Schedule, now: number): number {
  let at = now
  for (let day = 0; day <= 8; day += 1) {
    at = nextTimeOfDay(at, schedule.time, schedule.zone)
    if (schedule.weekdays.includes(weekdayOf(at, schedule.zone))) return at
  }
  throw new Error('revops.nextTick: a schedule without a day')
}

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const formats = new Map<string, Intl.DateTimeFormat>()

function weekdayOf(at: number, zone: string): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { weekday: 'short', timeZone: zone })
  formats.set(zone, format)
  return names.indexOf(format.format(at)) + 1
}
