import { locale } from '../words/language'

/** “12,345”. */
export function count(value: number): string {
  return value.toLocaleString(locale)
}
