import type { Random } from '../harness/random'

/*
 * Local times by nothing but what the runtime says that clocks in a zone show at an instant (Intl): a second way to the same answers, which shares no code with the
 * product's own calendar.
 */

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const shown = new Map<string, Intl.DateTimeFormat>()

/** What clocks in the zone show at this instant, read as if it were UTC. */
export function wallAt(instant: number, zone: string): number {
  const format = shown.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' })
  shown.set(zone, format)
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1_000) + 1_000) % 1_000)
}

/** The instant at which clocks show this; the first of two; where they skip it, as much later as they skip. */
export function instantAt(wall: number, zone: string): number {
  const offsets = [...new Set([-dayMs, dayMs].map((off) => wallAt(wall + off, zone) - (wall + off)))]
  const fitting = offsets.map((offset) => wall - offset).filter((instant) => wallAt(instant, zone) === wall)
  if (fitting.length > 0) return Math.min(...fitting)
  return wall - (wallAt(wall - dayMs, zone) - (wall - dayMs))
}

/** The next instant after `now` at which clocks show this many ms since midnight. */
export function nextAt(now: number, sinceMidnight: number, zone: string): number {
  const today = Math.floor(wallAt(now, zone) / dayMs) * dayMs
  for (let day = today - dayMs; ; day += dayMs) {
    const instant = instantAt(day + sinceMidnight, zone)
    if (instant > now && day >= today) return instant
  }
}

/** `now`, or the first instant after it that lies in every one of these hours. */
export function nextWithin(now: number, spans: { zone: string; from: number; to: number; weekdays: number[] }[]): number {
  const ends = spans.map(({ zone, from, to, weekdays }) => {
    const today = Math.floor(wallAt(now, zone) / dayMs) * dayMs
    return Array.from({ length: 9 }, (_, index) => today + (index - 1) * dayMs)
      .filter((day) => weekdays.includes(new Date(day).getUTCDay() || 7))
      .map((day) => ({ from: instantAt(day + from, zone), to: instantAt(day + to, zone) }))
  })
  const candidates = [now, ...ends.flat().map((span) => span.from)].filter((instant) => instant >= now).sort((one, other) => one - other)
  const found = candidates.find((instant) => ends.every((days) => days.some((span) => span.from <= instant && instant < span.to)))
  if (found === undefined) throw new Error('test.secondCalendar: no hour fits')
  return found
}

/** The instant at which so much time within these hours has passed. */
export function addWithin(now: number, ms: number, { zone, from, to, weekdays, holidays }: { zone: string; from: number; to: number; weekdays: number[]; holidays: string[] }): number {
  let left = ms
  for (let day = Math.floor(wallAt(now, zone) / dayMs) * dayMs - dayMs; ; day += dayMs) {
    const date = new Date(day)
    if (!weekdays.includes(date.getUTCDay() || 7) || holidays.includes(date.toISOString().slice(0, 10))) continue
    const begin = Math.max(now, instantAt(day + from, zone))
    const end = instantAt(day + to, zone)
    if (end <= begin) continue
    if (end - begin >= left) return begin + left
    left -= end - begin
  }
}

/** Zones with whole, half and three quarter hours, with and without summer time, and the one whose summer time is half an hour. */
export const zones: [string, ...string[]] = [
  'Europe/Berlin', 'Europe/London', 'America/New_York', 'America/Los_Angeles', 'America/Phoenix', 'America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Australia/Sydney',
  'Pacific/Chatham', 'Pacific/Honolulu', 'Africa/Casablanca', 'UTC',
]

/** Instants, half of them within two days of one of these changes of clocks, or of a leap day. */
export function drawInstant(random: Random): number {
  const special: [string, ...string[]] = ['2026-11-01T06:00:00Z', '2027-03-14T07:00:00Z', '2027-03-28T01:00:00Z', '2026-10-25T01:00:00Z', '2027-04-03T15:00:00Z', '2026-10-03T15:30:00Z', '2028-02-29T00:00:00Z']
  return random.isTrue(0.5) ? Date.parse(random.pick(special)) + random.whole(-2 * dayMs, 2 * dayMs) : Date.UTC(2026, 0, 1) + random.whole(0, 3 * 365 * dayMs)
}
