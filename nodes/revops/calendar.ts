import { Temporal } from 'temporal-polyfill'

/**
 * The next instant after `now` at which clocks in `zone` show `time` ("HH:MM"). Where that time is skipped (clocks go
 * forward) it is the next valid instant, the skipped length later; where it comes twice it is the first. Ms since 1970.
 */
export function nextTimeOfDay(now: number, time: string, zone: string): number {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  const clock = Temporal.PlainTime.from(time)
  for (let day = today; ; day = day.add({ days: 1 })) {
    const at = day.toPlainDateTime(clock).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
    if (at > now) return at
  }
}
