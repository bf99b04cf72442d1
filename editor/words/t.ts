import { Children, type ReactNode } from 'react'
import { formatOf } from '#nodes/sdk/t'
import { language } from './language'

export { t, translated } from '#nodes/sdk/t'

/** As `t`, with elements in it: `rich('Read <b>{name}</b>', { name, b: (words) => <b>{words}</b> })`. */
export function rich(message: string, values: Record<string, ReactNode | ((words: ReactNode[]) => ReactNode)>): ReactNode {
  // Elements around words get them with keys, as React wants lists.
  const keyed = Object.entries(values).map(([name, value]) => [name, typeof value === 'function' ? (words: ReactNode[]) => value(Children.toArray(words)) : value])
  const said = formatOf(message).format<ReactNode>(Object.fromEntries(keyed) as Record<string, ReactNode>)
  return Array.isArray(said) ? Children.toArray(said) : said
}

/** Words for within a sentence: English ones begin small there, while German nouns keep their capital. */
export function within(words: string): string {
  return language === 'en' ? words.charAt(0).toLowerCase() + words.slice(1) : words
}
