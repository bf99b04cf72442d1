import ical, { type EventInstance, type VEvent } from 'node-ical'
import type { CalendarEntry } from '#nodes/revops/calendar-absence'
import { AppError } from '../errors/app-error'

/** From a day ago until a year from now is looked at. */
const backMs = 86_400_000
const aheadMs = 366 * 86_400_000
const maxEvents = 5_000
const maxEntries = 20_000

type Event = VEvent

/**
 * Reads an iCalendar text: how many events it has, and their entries (of a series each one) from a day ago until a year from now. Series
 * that go by the hour or less are left out: nobody is away like that. Throws an AppError where it is no calendar, or too large a one.
 */
export function readCalendar(text: string, now: number): { events: number; entries: CalendarEntry[] } {
  if (!/^﻿?\s*BEGIN:VCALENDAR/i.test(text)) throw new AppError('bad-input', 'This is no iCalendar: it does not begin with BEGIN:VCALENDAR.')
  if (!/END:VCALENDAR\s*$/i.test(text)) throw new AppError('bad-input', 'The iCalendar is cut off: it does not end with END:VCALENDAR.')
  let events: Event[]
  try {
    events = Object.values(ical.sync.parseICS(text)).filter((each): each is Event => each?.type === 'VEVENT' && each.start instanceof Date && Number.isFinite(each.start.getTime()))
  } catch {
    throw new AppError('bad-input', 'This iCalendar cannot be read.')
  }
  if (events.length > maxEvents) throw new AppError('too-large', `The calendar has ${events.length} events; at most ${maxEvents} are read.`)
  const entries: CalendarEntry[] = []
  for (const event of events) {
    for (const entry of entriesOf(event, now)) if (entries.length < maxEntries) entries.push(entry)
  }
  return { events: events.length, entries }
}

function entriesOf(event: Event, now: number): CalendarEntry[] {
  const rule = event.rrule?.toString() ?? ''
  if (/FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(HOUR|MINUTE|SECOND)=/i.test(rule)) return []
  try {
    return ical
      .expandRecurringEvent(event, { from: new Date(now - backMs), to: new Date(now + aheadMs), expandOngoing: true })
      .flatMap((instance) => toEntry(instance, event))
  } catch {
    return []
  }
}

function toEntry({ start, end, isFullDay, event }: EventInstance, series: Event): CalendarEntry[] {
  // A date without a zone is read as this machine's own: what its clocks show is what was written.
  const isLocal = isFullDay || ((start.tz ?? event.start?.tz) === undefined && series.start.tz === undefined)
  const from = isLocal ? shown(start) : start.getTime()
  const to = isLocal ? shown(end) : end.getTime()
  if (!(to > from)) return []
  const busy = property(event, 'MICROSOFT-CDO-BUSYSTATUS').toUpperCase()
  return [{
    uid: event.uid, title: plain(event.summary), isLocal, start: from, end: to, isCancelled: event.status === 'CANCELLED',
    isFree: event.transparency === 'TRANSPARENT' || busy === 'FREE', isOutOfOffice: busy === 'OOF', emails: emailsOf(event),
  }]
}

/** What this machine's clocks show at an instant, as if it were UTC. */
function shown(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds())
}

function emailsOf({ attendee, organizer }: Event): string[] {
  const people = [...(Array.isArray(attendee) ? attendee : [attendee]), organizer]
  return people.flatMap((each) => {
    const address = /^mailto:(.+)$/i.exec(plain(each))?.[1]
    return address ? [address.trim().toLowerCase()] : []
  })
}

/** A value that may come with parameters. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  const { val } = (value ?? {}) as { val?: unknown }
  return typeof val === 'string' ? val.trim() : ''
}

function property(event: Event, name: string): string {
  return plain((event as unknown as Record<string, unknown>)[name])
}
