import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from '@swc/core'
import { IntlMessageFormat } from 'intl-messageformat'
import { expect, it } from 'vitest'

/* English is the source's language: what stands in `t('…')` and `rich('…')`. Each catalog has all of it, and nothing else. */

interface Said {
  /** Null where the first argument is no literal. */
  message: string | null
  file: string
}

const catalogs = readdirSync('editor/words/catalogs')
const said = ['editor', 'nodes', 'engine', 'templates'].flatMap((folder) => files(folder)).filter((file) => !/\.test\.tsx?$/.test(file) && ![join('editor', 'words', 't.ts'), join('nodes', 'sdk', 't.ts')].includes(file)).flatMap(saidIn)

it('every message is a literal, so that it can be found here', () => {
  expect(said.filter(({ message }) => message === null).map(({ file }) => file)).toEqual([])
})

it('every message of the source is well formed', () => {
  expect(said.flatMap(({ message, file }) => (message === null || argumentsOf(message) !== null ? [] : [`${file}: ${message}`]))).toEqual([])
})

it.each(catalogs)('%s has every message of the source, with the same arguments', (name) => {
  const catalog = read(name)
  const missing = said.flatMap(({ message, file }) => (message !== null && catalog[message] === undefined ? [`${file}: ${message}`] : []))
  expect([...new Set(missing)]).toEqual([])
  const unequal = Object.entries(catalog).filter(([message, other]) => argumentsOf(message) !== argumentsOf(other))
  expect(unequal).toEqual([])
})

it.each(catalogs)('%s has nothing that nobody says', (name) => {
  const messages = new Set(said.map(({ message }) => message))
  // What data says: labels and help of nodes, findings of the compiler, stories of templates.
  const data = [...['nodes', 'engine', 'templates', 'server'].flatMap((folder) => files(folder)), ...files('templates', /\.json$/)].map((file) => readFileSync(file, 'utf8')).join('\n')
  expect(Object.keys(read(name)).filter((message) => !messages.has(message) && !data.includes(message))).toEqual([])
})

function read(name: string): Record<string, string> {
  return JSON.parse(readFileSync(join('editor/words/catalogs', name), 'utf8')) as Record<string, string>
}

/** The names of a message's arguments in order of the alphabet; null where the message is not well formed. */
function argumentsOf(message: string): string | null {
  const names = new Set<string>()
  const collect = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if ('value' in element && element.type !== 0) names.add(element.value)
      if ('children' in element) collect(element.children)
      if ('options' in element) for (const option of Object.values(element.options)) collect(option.value)
    }
  }
  try {
    collect(new IntlMessageFormat(message, 'en').getAst())
  } catch {
    return null
  }
  return [...names].sort().join(' ')
}

function saidIn(file: string): Said[] {
  const found: Said[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (value === null || typeof value !== 'object') return
    const node = value as { type?: string; callee?: { type: string; value?: string }; arguments?: { expression: { type: string; value?: string; quasis?: { cooked: string }[] } }[] }
    if (node.type === 'CallExpression' && node.callee?.type === 'Identifier' && (node.callee.value === 't' || node.callee.value === 'rich')) {
      const first = node.arguments?.[0]?.expression
      found.push({ message: first?.type === 'StringLiteral' ? (first.value ?? null) : first?.type === 'TemplateLiteral' && first.quasis?.length === 1 ? (first.quasis[0]?.cooked ?? null) : null, file })
    }
    Object.values(value).forEach(visit)
  }
  visit(parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' }).body)
  return found
}

function files(folder: string, ending = /\.tsx?$/): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path, ending) : ending.test(name) ? [path] : []
  })
}
