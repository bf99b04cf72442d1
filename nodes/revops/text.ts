import { Liquid, type Template } from 'liquidjs'
import type { JsonObject } from '../sdk/json'

// The limit of rendering is real time in ms: a busy machine must never fail a message, and memory stops a loop before it.
const options = { strictVariables: false, ownPropertyOnly: true, parseLimit: 20_000, renderLimit: 2_000, memoryLimit: 5_000_000, cache: 500 }
const liquid = new Liquid(options)

const maxKept = 1_000
const kept = new Map<string, Template[]>()

/** Texts are few and filled often; taking one apart costs as much as filling it. */
function parsed(template: string): Template[] {
  const known = kept.get(template)
  if (known) return known
  const made = liquid.parse(template)
  if (kept.size >= maxKept) kept.clear()
  kept.set(template, made)
  return made
}

/** Fills a Liquid text. Missing values become empty. Throws only for a text in which `findTextProblems` finds an error, or that is far too large. */
export function renderText(template: string, scope: JsonObject): string {
  return liquid.renderSync(parsed(template), scope)
}

/** Stands for what is empty; no text that people write has it. */
const emptySign = '\uE000'
/** How a value is written into a text that knows signs of its own. */
export type EscapeValue = (value: string) => string

const asItIs: EscapeValue = (value) => value
const marking = new Map<EscapeValue, Liquid>()

function markingWith(escapeValue: EscapeValue): Liquid {
  const known = marking.get(escapeValue)
  if (known) return known
  const made = new Liquid({ ...options, cache: 0, outputEscape: (value: unknown) => (value === undefined || value === null || value === '' ? emptySign : escapeValue(written(value))) })
  // Else what is wanted raw would be looked at by nobody.
  made.registerFilter('raw', (value: unknown) => value)
  marking.set(escapeValue, made)
  return made
}

/** As Liquid writes values. */
function written(value: unknown): string {
  return Array.isArray(value) ? value.map(written).join('') : String(value ?? '')
}

/**
 * The same text in parts, with null where a field left nothing; `escapeValue` is for what fields leave, and not for what the text itself says. For a look at it beforehand; throws as
 * `renderText` does.
 */
export function renderMarked(template: string, scope: JsonObject, escapeValue: EscapeValue = asItIs): (string | null)[] {
  const [first = '', ...rest] = String(markingWith(escapeValue).parseAndRenderSync(template, scope)).split(emptySign)
  return [first, ...rest.flatMap((text) => [null, text])].filter((part) => part !== '')
}
