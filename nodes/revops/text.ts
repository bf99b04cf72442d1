import { Liquid, type Template } from 'liquidjs'
import type { JsonObject } from '../sdk/json'
import { leadFields, textWords } from './fields'

const liquid = new Liquid({ strictVariables: false, ownPropertyOnly: true, parseLimit: 20_000, renderLimit: 200, memoryLimit: 5_000_000, cache: 500 })

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

/** Fills a Liquid text. Missing values become empty. Throws only for a text that `checkText` refuses or that is far too large. */
export function renderText(template: string, scope: JsonObject): string {
  return liquid.renderSync(parsed(template), scope)
}

/** What is wrong with a text, in words; empty when nothing is. Names variables that do not exist. */
export function checkText(template: string): string[] {
  try {
    const known = [...leadFields, ...textWords].map((field) => field.path)
    return liquid
      .fullVariablesSync(template)
      .filter((path) => !known.includes(path) && !/^(vars|outputs|event|item|lead\.more)(\.|\[)/.test(path))
      .map((path) => `There is no field “${path}”.`)
  } catch (error) {
    return [`This text cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`]
  }
}
