import { instantOf } from './local-time'

/** What of a calendar means that somebody is away: entries that say so, or every entry in which they are busy. */
export type Counts = 'away' | 'busy'

/** One entry of a calendar, or one of a series. Times are ms since 1970; `local` ones are what clocks show, read as if they were UTC. */
export interface CalendarEntry {
  uid: string
  title: string
  /** All-day entries and those without a zone: they are meant where the person is. */
  isLocal: boolean
  start: number
  end: number
  isCancelled: boolean
  /** Marked as free: it takes no time. */
  isFree: boolean
  /** Marked as out of office by the calendar itself. */
  isOutOfOffice: boolean
  /** Addresses of those who take part, in small letters. */
  emails: string[]
}

const awayWords = /\b(out of (the )?office|ooo|vacation|holidays?|annual leave|sick( leave)?|parental leave|on leave|pto|time off|away|urlaub|krank|elternzeit|abwesen\w*|nicht da|frei)\b/i

/** Whether an entry means that its person is away. One that is cancelled or marked as free never does. */
export function isAbsence(entry: Pick<CalendarEntry, 'title' | 'isCancelled' | 'isFree' | 'isOutOfOffice'>, counts: Counts): boolean {
  if (entry.isCancelled || entry.isFree) return false
  return counts === 'busy' || entry.isOutOfOffice || awayWords.test(entry.title)
}

/** From when until when the entry is for somebody in this zone; the end is the first instant after it. */
export function spanIn({ isLocal, start, end }: Pick<CalendarEntry, 'isLocal' | 'start' | 'end'>, zone: string): { startsAt: number; endsAt: number } {
  return isLocal ? { startsAt: instantOf(start, zone), endsAt: instantOf(end, zone) } : { startsAt: start, endsAt: end }
}

/** Whether a calendar came back so much smaller that it is more likely broken than true: empty, or less than half of what it was. */
export function isShrunk(before: number, now: number): boolean {
  return before > 0 && (now === 0 || (before >= 4 && now * 2 < before))
}
