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
const marking = new Liquid({ ...options, cache: 0, outputEscape: (value: unknown) => (value === undefined || value === null || value === '' ? emptySign : (value as string)) })

/** The same text in parts, with null where a field left nothing. For a look at it beforehand; throws as `renderText` does. */
export function renderMarked(template: string, scope: JsonObject): (string | null)[] {
  const [first = '', ...rest] = String(marking.parseAndRenderSync(template, scope)).split(emptySign)
  return [first, ...rest.flatMap((text) => [null, text])].filter((part) => part !== '')
}
