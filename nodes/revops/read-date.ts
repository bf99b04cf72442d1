import { Temporal } from 'temporal-polyfill'
import type { Json } from '../sdk/json'

/**
 * The instant that a date field means, in ms since 1970; undefined where it is missing or cannot be read. A text with its
 * own offset is that instant; one without is what clocks in the zone show; a day alone begins at its midnight there.
 */
export function readDate(value: Json, zone: string): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T')
  return read(() => Temporal.Instant.from(text).epochMilliseconds) ?? read(() => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds)
}

/** The calendar library throws for what it cannot read. */
function read(work: () => number): number | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
