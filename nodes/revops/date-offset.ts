import { type Duration, durationMs } from '../sdk/duration'
import { type BusinessHours, shiftWorkingDays } from './business-time'
import { instantOf, offsetAt } from './local-time'

/** How an instant follows from a date: how far before or after it, and at which time of day there; without one, at the date's own. */
export interface DateOffset {
  /** Below nothing: before. Days are those of the calendar in the zone. */
  by: { sign: -1 | 0 | 1; duration: Duration } | { workingDays: number }
  time?: string
  zone: string
}

const dayMs = 86_400_000

/**
 * The instant that lies so far from a date, in ms since 1970. Days, of whichever kind, keep the time of day as clocks in the zone show it; where clocks skip it, it is the skipped
 * length later. Throws a NodeError when nobody works for five years.
 */
export function offsetFrom(date: number, { by, time, zone }: DateOffset, hours: BusinessHours): number {
  const moved = 'workingDays' in by || by.duration.unit === 'd' ? date : date + by.sign * durationMs(by.duration)
  const local = moved + offsetAt(moved, zone)
  const day = Math.floor(local / dayMs)
  const clock = time === undefined ? local - day * dayMs : msOf(time)
  return instantOf(dayFrom(day, by, hours) * dayMs + clock, zone)
}

function dayFrom(day: number, by: DateOffset['by'], hours: BusinessHours): number {
  if ('workingDays' in by) return shiftWorkingDays(day, by.workingDays, hours)
  return by.duration.unit === 'd' ? day + by.sign * Math.round(by.duration.amount) : day
}

function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}
