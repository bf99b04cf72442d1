import { IntlMessageFormat } from 'intl-messageformat'

interface Words {
  /** English message → the same in the language that is spoken. */
  catalog: Readonly<Record<string, string>>
  locale: string
  formats: Map<string, IntlMessageFormat>
}

/** One for all copies of this file: the script of a custom node brings a copy of its own. */
const holder = globalThis as { [key: symbol]: Words | undefined }
const key = Symbol.for('watertight.words')
const words: Words = holder[key] ?? { catalog: {}, locale: 'en-GB', formats: new Map() }
holder[key] = words

/** Says everything from now on in another language. Without a call it is English, as on servers and in the command line. */
export function speak(catalog: Words['catalog'], locale: string): void {
  Object.assign(words, { catalog, locale })
  words.formats.clear()
}

/**
 * A message in the language that is spoken. It is written in English, in ICU's form, and that text is its key in the catalogs:
 * `t('{count, plural, one {# lead} other {# leads}} of {name}', { count, name })`. The first argument is always a literal, or the test that
 * holds the catalogs against the source could not see it. What a catalog does not have stays English.
 */
export function t(message: string, values?: Record<string, string | number>): string {
  return values ? String(formatOf(message).format(values)) : translated(message)
}

/** For text that comes from data, as the title of a template does: in the language that is spoken where its catalog has it, else as it is. */
export function translated(text: string): string {
  return words.catalog[text] ?? text
}

/** The language that is spoken, as dates and numbers are written in it. */
export function locale(): string {
  return words.locale
}

/** The message in the language that is spoken, ready to be filled. */
export function formatOf(message: string): IntlMessageFormat {
  const kept = words.formats.get(message)
  if (kept) return kept
  const made = new IntlMessageFormat(translated(message), words.locale)
  words.formats.set(message, made)
  return made
}
