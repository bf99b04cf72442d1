import { locale } from '../words/language'
/** “12,345”. */
export function count(value: number): string {
  return value.toLocaleString(locale)
}

/** “1 row”, “12,345 rows”. */
export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`
}
