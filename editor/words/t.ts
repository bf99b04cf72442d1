import { IntlMessageFormat } from 'intl-messageformat'
import { Children, type ReactNode } from 'react'
import { language, locale } from './language'

/** English message → the same in the language of the page. Empty for English. */
let catalog: Readonly<Record<string, string>> = {}
const formats = new Map<string, IntlMessageFormat>()

/** Fetches the language's catalog; to be awaited before anything that says something is loaded. */
export async function loadCatalog(): Promise<void> {
  document.documentElement.lang = language
  if (language === 'de') catalog = (await import('./catalogs/de.json')).default
}

/**
 * A message in the language of the page. It is written in English, in ICU's form, and that text is its key in the catalogs:
 * `t('{count, plural, one {# lead} other {# leads}} of {name}', { count, name })`. The first argument is always a literal, or the test that
 * holds the catalogs against the source could not see it. What a catalog does not have stays English.
 */
export function t(message: string, values?: Record<string, string | number>): string {
  return values ? String(formatOf(message).format(values)) : translated(message)
}

/** The same with elements in it: `rich('Read <b>{name}</b>', { name, b: (words) => <b>{words}</b> })`. */
export function rich(message: string, values: Record<string, ReactNode | ((words: ReactNode[]) => ReactNode)>): ReactNode {
  // Elements around words get them with keys, as React wants lists.
  const keyed = Object.entries(values).map(([name, value]) => [name, typeof value === 'function' ? (words: ReactNode[]) => value(Children.toArray(words)) : value])
  const said = formatOf(message).format<ReactNode>(Object.fromEntries(keyed) as Record<string, ReactNode>)
  return Array.isArray(said) ? Children.toArray(said) : said
}

/** For text that comes from data, as the label of a node does: in the language of the page where its catalog has it, else as it is. */
export function translated(text: string): string {
  return catalog[text] ?? text
}

function formatOf(message: string): IntlMessageFormat {
  const kept = formats.get(message)
  if (kept) return kept
  const made = new IntlMessageFormat(translated(message), locale)
  formats.set(message, made)
  return made
}
