import type { RotaHole } from '#nodes/revops/duty-spans'
import { momentWords } from '#nodes/revops/moment-words'
import type { RotaLayer } from '#nodes/revops/rota'
import { locale } from '../words/language'
import { t } from '../words/t'

// 5 January 1970 was a Monday.
const monday = 4 * 86_400_000
const dayMs = 86_400_000

/** The name of a day of the week; 1 is Monday. */
export function weekdayWords(weekday: number, length: 'long' | 'short' = 'long'): string {
  return new Date(monday + (weekday - 1) * dayMs).toLocaleDateString(locale, { weekday: length, timeZone: 'UTC' })
}

/** How a layer changes hands, and when it is there at all. */
export function layerWords({ every, changesOn, changesAt, zone, hours }: RotaLayer): string[] {
  const city = zone.split('/').pop()?.replaceAll('_', ' ') ?? zone
  const turns = every === 'week' ? t('A week each, changing on {day} at {time} ({city})', { day: weekdayWords(changesOn), time: changesAt, city }) : hours ? t('A day each ({city})', { city }) : t('A day each, changing at {time} ({city})', { time: changesAt, city })
  if (!hours) return [turns]
  const days = hours.weekdays.length === 7 ? t('every day') : hours.weekdays.map((day) => weekdayWords(day, 'short')).join(', ')
  return [turns, hours.to > hours.from ? t('Only {days}, {from} to {to}', { days, from: hours.from, to: hours.to }) : t('Only {days}, {from} to {to} on the next day', { days, from: hours.from, to: hours.to })]
}

/** When nobody is on duty. */
export function holeWords({ from, to }: RotaHole, zone: string): string {
  if (from === null) return to === null ? t('Nobody is on duty in the next four weeks.') : t('Nobody is on duty until {to}.', { to: momentWords(to, zone) })
  return to === null ? t('Nobody is on duty from {from} on.', { from: momentWords(from, zone) }) : t('Nobody is on duty from {from} to {to}.', { from: momentWords(from, zone), to: momentWords(to, zone) })
}
