import { addBusinessTime, type BusinessHours, businessMs } from '#nodes/revops/business-time'
import { offsetFrom } from '#nodes/revops/date-offset'
import { readDate } from '#nodes/revops/read-date'
import { readField } from '#nodes/revops/read-field'
import { durationMs } from '#nodes/sdk/duration'
import type { JsonObject } from '#nodes/sdk/json'
import type { StartSpec } from '#nodes/sdk/start-spec'

export type SilenceSpec = Extract<StartSpec, { on: 'silence' }>
export type DateSpec = Extract<StartSpec, { on: 'date' }>

/** Settling takes at most so many times as long as nothing more must have come for. */
const longestSettling = 10

/** When a lead has been quiet for long enough, in ms since 1970, where this was the last that was heard of it. */
export function silenceDue({ after, counts }: SilenceSpec, last: number, hours: BusinessHours): number {
  return counts === 'clock' ? last + durationMs(after) : addBusinessTime(last, businessMs(after, hours), hours)
}

/** The date of the lead that counts, and the instant that follows from it; undefined where the lead has none that can be read. */
export function dateDue({ field, offset }: DateSpec, record: JsonObject, hours: BusinessHours): { date: number; dueAt: number } | undefined {
  const date = readDate(readField(record, field), offset.zone)
  return date === undefined ? undefined : { date, dueAt: offsetFrom(date, offset, hours) }
}

/** When events have settled of which the first and the last came at these instants: also when they go on coming, after ten times as long at the latest. */
export function settledAt(settleMs: number, first: number, last: number): number {
  return Math.min(last + settleMs, first + longestSettling * settleMs)
}
