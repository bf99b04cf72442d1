import { Liquid, type Variables } from 'liquidjs'
import { leadFields, textWords } from './fields'
import { t } from '../sdk/t'

/** Something wrong within a text, and where: offsets from its beginning. */
export interface TextProblem {
  from: number
  to: number
  message: string
  /** A warning is filled with nothing at worst; with an error the text is refused. */
  severity: 'error' | 'warning'
}

/** Stricter than what fills texts: a published text goes on even when a filter is not known any more. */
const liquid = new Liquid({ strictFilters: true, ownPropertyOnly: true, parseLimit: 20_000 })

/** Filters and tags that texts may use. Those that read other files or run without end have no place here. */
const unfit = ['include', 'render', 'layout', 'block', '#', 'liquid']
export const textFilters: readonly string[] = Object.keys(liquid.filters).sort()
export const textTags: readonly string[] = Object.keys(liquid.tags).filter((tag) => !unfit.includes(tag)).sort()

const everywhere = new Set([...leadFields, ...textWords].map((field) => field.path))
/** What can hold anything: what came with the lead or the event, what earlier steps left. */
const open = /^(vars|outputs|event|item|lead\.more)(\.|\[|$)/

/**
 * What is wrong with a text, each with its place; empty when nothing is. Without `known` anything that some step might leave is
 * taken on trust; with it, the paths that exist at that point of a flow, a warning is given for those that do not.
 */
export function findTextProblems(template: string, known?: ReadonlySet<string>): TextProblem[] {
  let used: Variables
  try {
    used = liquid.parseAndAnalyzeSync(template).globals
  } catch (error) {
    return [unreadable(template, error)]
  }
  const found: TextProblem[] = []
  for (const { segments, location } of Object.values(used).flat()) {
    // An index that is itself a field is looked at on its own.
    const end = segments.findIndex((segment) => typeof segment !== 'string')
    const path = (end < 0 ? segments : segments.slice(0, end)).join('.')
    const from = offsetOf(template, location.row, location.col)
    const to = from + (/^[^\s|}%,:=<>!]+/.exec(template.slice(from))?.[0].length ?? path.length)
    if (!everywhere.has(path) && !open.test(path)) found.push({ from, to, severity: 'error', message: t('There is no field “{path}”.', { path }) })
    else if (known && !isKnown(path, known)) found.push({ from, to, severity: 'warning', message: missing(path) })
  }
  return found.sort((a, b) => a.from - b.from)
}

function isKnown(path: string, known: ReadonlySet<string>): boolean {
  if (/^(event|lead\.more)(\.|$)/.test(path)) return true
  const parts = path.split('.')
  // Whoever knows an object knows what is in it.
  return parts.some((_, index) => known.has(parts.slice(0, index + 1).join('.')))
}

function missing(path: string): string {
  const [root] = path.split('.')
  if (root === 'vars') return t('No step before this one remembers “{name}”, so nothing would stand here.', { name: path.slice(5) })
  if (root === 'outputs') return t('No step before this one leaves “{name}”, so nothing would stand here.', { name: path.slice(8) })
  if (root === 'item') return t('This step stands in no round of “For each”, so nothing would stand here.')
  return t('“{path}” is not known in this step, so nothing would stand here.', { path })
}

interface LiquidError {
  message?: string
  token?: { begin: number; end: number }
}

function unreadable(template: string, error: unknown): TextProblem {
  const { message = String(error), token } = error as LiquidError
  const from = Math.min(token?.begin ?? 0, template.length)
  const to = Math.min(Math.max(token?.end ?? template.length, from + 1), template.length)
  return { from: Math.min(from, to), to, severity: 'error', message: t('This text cannot be read: {problem}', { problem: inWords(message) }) }
}

/** The reader's messages in words; one that is new is shown as it is, without its place. */
function inWords(message: string): string {
  const first = (message.split('\n')[0] ?? message).replace(/(, file:[^,]*)?, line:\d+, col:\d+$/, '')
  const filter = /^undefined filter: (.+)$/.exec(first)
  if (filter) return t('there is no filter “{name}”.', { name: filter[1] ?? '' })
  const unclosed = /^output "(.*)" not closed$/s.exec(first)
  if (unclosed) return t('“{text}” is not closed with {end}.', { text: short(unclosed[1] ?? ''), end: '}}' })
  const openTag = /^tag (\{%.*%\}) not closed$/s.exec(first)
  if (openTag) return t('“{tag}” has no end. Write {end} where it is over.', { tag: openTag[1] ?? '', end: `{% end${/\{%-?\s*(\w+)/.exec(openTag[1] ?? '')?.[1] ?? ''} %}` })
  const unknownTag = /^tag "(.+)" not found$/.exec(first)
  const tag = unknownTag?.[1]
  if (tag) return tag.startsWith('end') ? t('“{tag}” ends something that has not begun.', { tag }) : t('there is no tag “{tag}”.', { tag })
  const value = /^invalid value expression: (.+)$/s.exec(first)
  if (value) return value[1] === '""' ? t('a field or a value is missing here.') : t('this is neither a field nor a value.')
  return `${first}.`
}

const short = (text: string) => (text.length > 30 ? `${text.slice(0, 30)}…` : text)

function offsetOf(text: string, row: number, col: number): number {
  let at = 0
  for (let line = 1; line < row; line += 1) at = text.indexOf('\n', at) + 1
  return at + col - 1
}
