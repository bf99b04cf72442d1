import { nextTimeOfDay } from './calendar'
import type { Schedule } from './schedule'

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
