import { createElement, Fragment, type ReactNode } from 'react'
import { formatOf } from '#nodes/sdk/t'
import { language } from './language'

export { t, translated } from '#nodes/sdk/t'

/** As `t`, with elements in it: `rich('Read <b>{name}</b>', { name, b: (words) => <b>{words}</b> })`. */
export function rich(message: string, values: Record<string, ReactNode | ((words: ReactNode) => ReactNode)>): ReactNode {
  const around = Object.entries(values).map(([name, value]) => [name, typeof value === 'function' ? (words: ReactNode[]) => value(together(words)) : value])
  const said = formatOf(message).format<ReactNode>(Object.fromEntries(around) as Record<string, ReactNode>)
  return Array.isArray(said) ? together(said) : said
}

/** The parts of a message never change place, so that they need no keys: React asks for them in lists, not in what is written out. */
function together(parts: ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...parts)
}

/** Words for within a sentence: English ones begin small there, while German nouns keep their capital. */
export function within(words: string): string {
  return language === 'en' ? words.charAt(0).toLowerCase() + words.slice(1) : words
}
