import { Temporal } from 'temporal-polyfill'

/*
 * Local times as plain numbers, for searches that look at hundreds of days: asking the calendar library for each of them
 * takes milliseconds. A "local" number is what clocks show, read as if it were UTC.
 */

const dayMs = 86_400_000

/** The offsets of one zone within one year of UTC: each holds from its instant until the next one's. */
type Offsets = { from: number; offsetMs: number }[]

const maxYears = 200
const known = new Map<string, Map<number, Offsets>>()

/** How far clocks in the zone are ahead of UTC at this instant, in ms. */
export function offsetAt(instant: number, zone: string): number {
  const offsets = offsetsOf(zone, new Date(instant).getUTCFullYear())
  let at = offsets.length - 1
  while (at > 0 && (offsets[at]?.from ?? 0) > instant) at -= 1
  return offsets[at]?.offsetMs ?? 0
}

/**
 * The instant at which clocks in the zone show `local`. Where they skip it: the skipped length later. Where they show it
 * twice: the first.
 */
export function instantOf(local: number, zone: string): number {
  const before = offsetAt(local - dayMs, zone)
  const after = offsetAt(local + dayMs, zone)
  if (before === after) return local - before
  for (const offset of before > after ? [before, after] : [after, before]) {
    if (offsetAt(local - offset, zone) === offset) return local - offset
  }
  return local - before
}

/** Of these zones one for each kind of clock: those whose clocks show the same all through the year of this instant, the one before and the one after, are one. */
export function differentClocks(zones: readonly string[], instant: number): string[] {
  const year = new Date(instant).getUTCFullYear()
  const seen = new Set<string>()
  return zones.filter((zone) => {
    const clock = JSON.stringify([year - 1, year, year + 1].map((each) => offsetsOf(zone, each)))
    return !seen.has(clock) && seen.add(clock)
  })
}

function offsetsOf(zone: string, year: number): Offsets {
  const years = known.get(zone) ?? new Map<number, Offsets>()
  known.set(zone, years)
  const found = years.get(year)
  if (found) return found
  const offsets: Offsets = []
  const end = Date.UTC(year + 1, 0, 1)
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(Date.UTC(year, 0, 1)).toZonedDateTimeISO(zone)
  while (at && at.epochMilliseconds < end) {
    offsets.push({ from: at.epochMilliseconds, offsetMs: Math.round(at.offsetNanoseconds / 1e6) })
    at = at.getTimeZoneTransition('next')
  }
  if (years.size >= maxYears) years.clear()
  years.set(year, offsets)
  return offsets
}
