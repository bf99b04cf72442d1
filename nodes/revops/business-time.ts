import { z } from 'zod'
import { type Duration, durationMs } from '../sdk/duration'
import { NodeError } from '../sdk/node-error'
import { isZone } from './is-zone'
import { instantOf, offsetAt } from './local-time'
import { t } from '../sdk/t'

const Time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, t('Write the time as 09:30'))

/** When people work: the same hours on these days of the week, in this zone, except on holidays (ISO dates). */
export const BusinessHours = z
  .object({
    zone: z.string().max(60).refine(isZone, t('Choose a time zone such as Europe/Berlin')),
    /** 1 Monday … 7 Sunday. */
    weekdays: z.array(z.number().int().min(1).max(7)).min(1, t('Choose at least one day')).max(7),
    from: Time,
    /** May be 24:00, the end of the day. */
    to: Time,
    holidays: z.array(z.iso.date(t('Write holidays as 2026-12-25'))).max(500),
  })
  .refine((hours) => hours.to > hours.from, { path: ['to'], message: t('Working time must end after it begins') })
export type BusinessHours = z.infer<typeof BusinessHours>

/** Monday to Friday, nine to five. */
export const standardHours: BusinessHours = { zone: 'Europe/Berlin', weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', holidays: [] }

/** A length of working time in ms; a day is a working day, as long as those of the workspace are. */
export function businessMs(duration: Duration, hours: BusinessHours): number {
  return duration.unit === 'd' ? Math.round(duration.amount * (msOf(hours.to) - msOf(hours.from))) : durationMs(duration)
}

const dayMs = 86_400_000
/** How many days are looked at before it is said that nobody works: five years. */
const searchDays = 5 * 366

/** Whether this instant lies within business hours; the instant of opening does, that of closing does not. */
export function isOpen(now: number, hours: BusinessHours): boolean {
  const span = nextSpan(now, hours)
  return span.from <= now
}

/** `now` within business hours, else the instant at which they next begin. */
export function nextOpening(now: number, hours: BusinessHours): number {
  return Math.max(now, nextSpan(now, hours).from)
}

/**
 * The instant at which `ms` of business time have passed since `now`. Time outside of business hours does not count; hours
 * that clocks skip or show twice count as long as they really are. Throws a NodeError when five years do not hold as much.
 */
export function addBusinessTime(now: number, ms: number, hours: BusinessHours): number {
  let left = ms
  for (const { from, to } of spansFrom(now, hours)) {
    const begin = Math.max(now, from)
    if (to - begin >= left) return begin + left
    left -= to - begin
  }
  throw noTime()
}

/** The day (counted from 1970-01-01) that lies so many working days after this one, or before it where there are fewer than none. Throws a NodeError when five years do not hold as many. */
export function shiftWorkingDays(day: number, by: number, hours: BusinessHours): number {
  const { weekdays, holidays } = read(hours)
  const step = Math.sign(by)
  let left = Math.abs(by)
  for (let at = day + step; left > 0 && Math.abs(at - day) < searchDays; at += step) {
    if (!weekdays.has(weekdayOf(at)) || holidays.has(at)) continue
    left -= 1
    if (left === 0) return at
  }
  if (left > 0) throw noTime()
  return day
}

function nextSpan(now: number, hours: BusinessHours): Span {
  for (const span of spansFrom(now, hours)) return span
  throw noTime()
}

interface Span {
  from: number
  to: number
}

/** The stretches of working time that end after `now`, in order, as instants. */
function* spansFrom(now: number, hours: BusinessHours): Generator<Span> {
  const { zone } = hours
  const { weekdays, holidays, from, to } = read(hours)
  const today = Math.floor((now + offsetAt(now, zone)) / dayMs)
  // Clocks that were put back may show yesterday again.
  for (let day = today - 1; day < today + searchDays; day += 1) {
    if (!weekdays.has(weekdayOf(day)) || holidays.has(day)) continue
    const span = { from: instantOf(day * dayMs + from, zone), to: instantOf(day * dayMs + to, zone) }
    // A change of clocks may leave nothing of a short day.
    if (span.to > now && span.to > span.from) yield span
  }
}

/** 1 Monday … 7 Sunday, of a day counted from 1970-01-01, which was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

interface ReadHours {
  weekdays: Set<number>
  /** As days since 1970. */
  holidays: Set<number>
  /** Ms since midnight by the clock. */
  from: number
  to: number
}

const readAlready = new WeakMap<BusinessHours, ReadHours>()

function read(hours: BusinessHours): ReadHours {
  const found = readAlready.get(hours)
  if (found) return found
  const made: ReadHours = {
    weekdays: new Set(hours.weekdays),
    holidays: new Set(hours.holidays.map((date) => Date.parse(date) / dayMs)),
    from: msOf(hours.from),
    to: msOf(hours.to),
  }
  readAlready.set(hours, made)
  return made
}

function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return (hour * 60 + minute) * 60_000
}

function noTime(): NodeError {
  return new NodeError('no-business-time', 'Within five years there is not as much working time as this step waits for. Look at the business hours and holidays of the workspace.')
}
