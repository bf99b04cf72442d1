import { exactWords } from '../parts/times'

const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** A value from a record or an output, in words. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return value.toLocaleString('en-GB')
  if (typeof value === 'string') return isInstant.test(value) ? exactWords(Date.parse(value)) : value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueWords).join(', ')
  return JSON.stringify(value)
}
