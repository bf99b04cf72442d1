import { momentWords } from '#nodes/revops/moment-words'
import { t } from '../words/t'
import { locale } from '../words/language'
const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/** How long, roughly, in words: "just now", "4 min", "2 h", "3 d". */
export function spanWords(ms: number): string {
  const span = Math.abs(ms)
  if (span < minute) return `${Math.max(1, Math.round(span / second))} s`
  if (span < hour) return `${Math.round(span / minute)} min`
  if (span < 2 * day) return `${Math.round(span / hour)} h`
  return `${Math.round(span / day)} d`
}

/** "12 s ago", "in 4 min". */
export function agoWords(at: number, now: number): string {
  if (Math.abs(now - at) < 2 * second) return t('just now')
  return at <= now ? t('{span} ago', { span: spanWords(now - at) }) : t('in {span}', { span: spanWords(at - now) })
}

/** "4 min left", "9 s left", "12 min over". */
export function dueWords(dueAt: number, now: number): string {
  return dueAt > now ? t('{span} left', { span: spanWords(dueAt - now) }) : t('{span} over', { span: spanWords(now - dueAt) })
}

/** A running clock: "6:18", "1:04:09", "2 d 3 h". Never negative. */
export function clockWords(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / second))
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)}:${two(Math.floor((seconds % 3_600) / 60))}:${two(seconds % 60)}`
  return `${Math.floor(seconds / 60)}:${two(seconds % 60)}`
}

/** How long something took: "41 ms", "1.2 s", "14 min 2 s". */
export function tookWords(ms: number): string {
  if (ms < second) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10 * second) return `${(ms / second).toLocaleString(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`
  if (ms < minute) return `${Math.round(ms / second)} s`
  if (ms < hour) return `${Math.floor(ms / minute)} min ${Math.round((ms % minute) / second)} s`
  return spanWords(ms)
}

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
const zoneWord = zone.split('/').pop()?.replaceAll('_', ' ') ?? zone

/** The exact instant with its zone, for titles: "Wed 22 Apr 2026, 14:27:10 Berlin". */
export function exactWords(at: number): string {
  const date = new Date(at)
  const dayWords = date.toLocaleDateString(locale, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).replace(',', '')
  return `${dayWords}, ${timeWords(at)} ${zoneWord}`
}

/** An instant within a sentence: "Wed, 22 Apr, 14:27 (Berlin)". */
export function momentHereWords(at: number): string {
  return momentWords(at, zone)
}

/** The time of day: "14:27:10". */
export function timeWords(at: number): string {
  return new Date(at).toLocaleTimeString(locale)
}

/** The time of day without seconds: "14:27". */
export function shortTimeWords(at: number): string {
  return new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' })
}
