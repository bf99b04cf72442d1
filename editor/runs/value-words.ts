import { exactWords } from '../parts/times'
import { t } from '../words/t'
import { locale } from '../words/language'

const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** A value from a record or an output, in words. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return t('empty')
  if (typeof value === 'boolean') return value ? t('yes') : t('no')
  if (typeof value === 'number') return value.toLocaleString(locale)
  if (typeof value === 'string') return isInstant.test(value) ? exactWords(Date.parse(value)) : value
  if (Array.isArray(value)) return value.length === 0 ? t('none') : value.map(valueWords).join(', ')
  return JSON.stringify(value)
}

/** A score of a ranking, always with two places: “0.85”. */
export function scoreWords(score: number): string {
  return score.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}
