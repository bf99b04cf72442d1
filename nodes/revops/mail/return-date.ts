import { localDay } from '../local-day'
import { instantOf } from '../local-time'

const dayMs = 86_400_000
/** An absence without a date is taken to last so long. */
const withoutDateDays = 14
/** Nobody's word of an absence holds longer than this. */
const mostDays = 366
/** An absence is said at the beginning; what follows is signatures and disclaimers. */
const maxText = 4_000
const longestCue = 60

const months: Record<string, number> = {}
for (const [index, names] of ['january jan januar jänner', 'february feb februar', 'march mar märz maerz mär mrz', 'april apr', 'may mai', 'june jun juni', 'july jul juli', 'august aug', 'september sept sep', 'october oct oktober okt', 'november nov', 'december dec dezember dez'].entries()) {
  for (const name of names.split(' ')) months[name] = index
}
const weekdays: Record<string, number> = {
  monday: 1, montag: 1, tuesday: 2, dienstag: 2, wednesday: 3, mittwoch: 3, thursday: 4, donnerstag: 4, friday: 5, freitag: 5, saturday: 6, samstag: 6, sunday: 0, sonntag: 0,
}
const monthNames = Object.keys(months).sort((one, other) => other.length - one.length).join('|')
const weekdayNames = Object.keys(weekdays).join('|')

const dated = new RegExp(
  [
    String.raw`(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2})`,
    String.raw`(?<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?<month>${monthNames})\b\.?(?:,?\s+(?<year>\d{4}))?`,
    String.raw`(?<month2>${monthNames})\b\.?\s+(?<day2>\d{1,2})(?:st|nd|rd|th)?(?!\d|:|\.\d)(?:,?\s+(?<year2>\d{4}))?`,
    String.raw`(?<dotDay>\d{1,2})\.\s?(?<dotMonth>\d{1,2})\.(?:\s?(?<dotYear>\d{4}|\d{2})(?!\d|:))?`,
    String.raw`(?<one>\d{1,2})\/(?<other>\d{1,2})(?:\/(?<slashYear>\d{4}|\d{2}))?(?!\d)`,
    String.raw`(?<weekday>${weekdayNames})s?\b`,
    String.raw`(?<tomorrow>tomorrow|morgen)\b`,
  ].map((each) => `(?:${each})`).join('|'),
  'giu',
)
/** What stands right before the last day of an absence. */
const lastDayBefore = /(?:\b(?:until|untill|till|til|thru|through|to|bis(?:\s+(?:zum|einschließlich|einschl\.?|inkl\.?|incl\.?))*)|[-–—])\s*(?:(?:and\s+)?including\s+|the\s+|(?:am|dem|den|end of)\s+|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+|(?:mon|diens|donners|frei|sams|sonn)tag,?\s+(?:(?:dem|den)\s+)?|mittwoch,?\s+(?:(?:dem|den)\s+)?)*$/iu
/** What stands right before its first day. */
const firstDayBefore = /\b(?:from|since|starting|beginning|began on|vom|seit)\s*(?:the|dem|den|on)?\s*$/iu
const returns = /\b(back|return|returning|returns|available again|reachable again|in the office again|wieder|zurück)\b/iu

interface Found {
  /** The day as midnight of UTC. */
  day: number
  isFirstDay: boolean
  isLastDay: boolean
  isReturn: boolean
}

/**
 * From when on whoever wrote this is there again: the beginning of that day in `zone`, in ms since 1970. Reads English and German; a day without a year is the next such
 * day. What is said to be the last day of the absence counts itself. Without a date that can be read: in fourteen days. Never later than in a year; never before `now`.
 * `isMonthFirst`: 10/11 is the eleventh of October, as in the United States.
 */
export function returnDate(text: string, { now, zone, isMonthFirst = false }: { now: number; zone: string; isMonthFirst?: boolean }): number {
  const today = Date.parse(localDay(now, zone).date)
  const found = sentences(text.slice(0, maxText)).flatMap((sentence) => datesIn(sentence, today, isMonthFirst))
  // When they are back says more than until when they are away, and that more than any other day.
  const back = found.filter(({ isReturn, isLastDay }) => isReturn && !isLastDay)
  const best = [back.filter(({ isFirstDay }) => !isFirstDay), back, found.filter(({ isLastDay }) => isLastDay), found].find((each) => each.length > 0)
  const day = best ? Math.max(...best.map((each) => each.day + (each.isLastDay ? dayMs : 0))) : today + withoutDateDays * dayMs
  return Math.max(now, instantOf(Math.min(day, today + mostDays * dayMs), zone))
}

/** Ends at a full stop that no number and no short form stands before: “24. Okt.” is no end. */
function sentences(text: string): string[] {
  return text.split(/(?<=[\p{L})]{3,}[.!?;])(?<!\b(?:jan|feb|mar|mär|mrz|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|einschl|inkl|incl)\.)\s+|\n\s*\n/iu)
}

function datesIn(sentence: string, today: number, isMonthFirst: boolean): Found[] {
  const isReturn = returns.test(sentence)
  return [...sentence.matchAll(dated)].flatMap((match) => {
    const day = dayOf(match.groups ?? {}, today, isMonthFirst)
    const before = sentence.slice(Math.max(0, match.index - longestCue), match.index)
    return day === undefined ? [] : [{ day, isReturn, isFirstDay: firstDayBefore.test(before), isLastDay: lastDayBefore.test(before) }]
  })
}

function dayOf(groups: Record<string, string | undefined>, today: number, isMonthFirst: boolean): number | undefined {
  const { weekday, tomorrow, isoYear, isoMonth, isoDay, dotDay, dotMonth, dotYear, one, other, slashYear } = groups
  if (tomorrow !== undefined) return today + dayMs
  if (weekday !== undefined) {
    const ahead = ((weekdays[weekday.toLowerCase()] ?? 0) - new Date(today).getUTCDay() + 7) % 7
    return today + (ahead === 0 ? 7 : ahead) * dayMs
  }
  if (isoYear !== undefined) return exactly(Number(isoYear), Number(isoMonth) - 1, Number(isoDay))
  if (dotDay !== undefined) return next(yearOf(dotYear), Number(dotMonth) - 1, Number(dotDay), today)
  if (one !== undefined && other !== undefined) {
    const isFirstMonth = Number(one) > 12 ? false : Number(other) > 12 || isMonthFirst
    const [day, month] = isFirstMonth ? [other, one] : [one, other]
    return next(yearOf(slashYear), Number(month) - 1, Number(day), today)
  }
  const month = months[(groups.month ?? groups.month2 ?? '').toLowerCase()]
  return month === undefined ? undefined : next(yearOf(groups.year ?? groups.year2), month, Number(groups.day ?? groups.day2), today)
}

function yearOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text) + (text.length === 2 ? 2_000 : 0)
}

/** That day, or without a year the next such day from today on. */
function next(year: number | undefined, month: number, day: number, today: number): number | undefined {
  if (year !== undefined) return exactly(year, month, day)
  const first = new Date(today).getUTCFullYear()
  // The 29th of February may be years away.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = exactly(first + ahead, month, day)
    if (found !== undefined && found >= today) return found
  }
  return undefined
}

/** Undefined where there is no such day. */
function exactly(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month, day)
  const date = new Date(at)
  return date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day ? at : undefined
}
