import { instantOf, offsetAt } from './local-time'

const dayMs = 86_400_000

/**
 * The day that this instant is in where clocks show the time of `zone`: its date, and when it began in ms since 1970. Where clocks skip midnight, the day begins
 * when they have.
 */
export function localDay(now: number, zone: string): { date: string; start: number } {
  const midnight = Math.floor((now + offsetAt(now, zone)) / dayMs) * dayMs
  return { date: new Date(midnight).toISOString().slice(0, 10), start: instantOf(midnight, zone) }
}
