import { z } from 'zod'
import type { NodeDefinition } from '#nodes/sdk/define-node'
import { type Duration, formatDuration } from '#nodes/sdk/duration'

/** A parameter in plain words, for the docs page. */
export interface ParamDoc {
  name: string
  title: string
  /** What may be set: “A whole number from 1 to 14”. */
  kind: string
  /** What it is until somebody sets it; empty when that is nothing. */
  standard: string
  /** The values to choose from, where there is such a list. */
  choices: string[]
  isAdvanced: boolean
  /** When it counts at all, where that depends on another parameter. */
  onlyWhen: string
  /** 0 for the node's own; 1 for what one of those consists of, right below it; and so on. */
  depth: number
}

type Schema = Record<string, unknown>

/** What the form draws as one whole is described as one whole too. */
const widgets: Record<string, string> = {
  duration: 'A length of time', condition: 'A question about the record', team: 'A team', queue: 'A queue', rota: 'A rota', flow: 'A flow', source: 'A source',
  person: 'A person', connection: 'A connection', field: 'A field', text: 'Text, with fields such as {{ lead.name }}', 'long-text': 'Text of several lines, with fields such as {{ lead.name }}',
}

/** What is deeper than this is the form's business; some params may even hold themselves. */
const deepest = 3

/** All parameters of a node, read from its zod params alone. */
export function describeParams({ params }: NodeDefinition): ParamDoc[] {
  const schema = z.toJSONSchema(params, { target: 'draft-7', io: 'input', unrepresentable: 'any' }) as Schema
  return partsOf(schema, (schema.definitions ?? {}) as Record<string, Schema>, 0)
}

function partsOf(schema: Schema, definitions: Record<string, Schema>, depth: number): ParamDoc[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, property]) => [name, resolve(property, definitions)] as const)
  const titles = new Map(properties.map(([name, property]) => [name, property]))
  return properties.flatMap(([name, property]) => describe(name, property, titles, definitions, depth))
}

function describe(name: string, schema: Schema, siblings: ReadonlyMap<string, Schema>, definitions: Record<string, Schema>, depth: number): ParamDoc[] {
  const items = schema.items ? resolve(schema.items as Schema, definitions) : undefined
  const isWhole = typeof schema.widget === 'string' && schema.widget in widgets
  const chosen = (schema.enum ?? items?.enum) as unknown[] | undefined
  const holder = isWhole ? undefined : schema.type === 'object' ? schema : items?.type === 'object' ? items : undefined
  const own: ParamDoc = {
    name,
    title: titleOf(name, schema),
    kind: kindOf(schema, items),
    standard: inWords(schema.default, schema, items),
    choices: chosen ? chosen.map((value) => choice(value, schema, items)) : [],
    isAdvanced: schema.advanced === true,
    onlyWhen: Object.entries((schema.showWhen ?? {}) as Schema)
      .map(([other, value]) => `“${titleOf(other, siblings.get(other) ?? {})}” is ${choice(value, siblings.get(other) ?? {})}`)
      .join(' and '),
    depth,
  }
  return [own, ...(holder && depth < deepest ? partsOf(holder, definitions, depth + 1) : [])]
}

function kindOf(schema: Schema, items: Schema | undefined): string {
  const widget = typeof schema.widget === 'string' ? widgets[schema.widget] : undefined
  if (widget) return widget
  if (schema.enum) return 'One of these'
  switch (schema.type) {
    case 'boolean':
      return 'Yes or no'
    case 'integer':
      return `A whole number${range(schema)}`
    case 'number':
      return `A number${range(schema)}`
    case 'string':
      return typeof schema.maxLength === 'number' && schema.maxLength <= 1_000 ? `Text of at most ${schema.maxLength} letters` : 'Text'
    case 'array':
      return items?.enum ? 'Any of these' : `A list${typeof schema.maxItems === 'number' ? ` of at most ${schema.maxItems}` : ''}`
    case 'object':
      return 'Several settings'
    default:
      return 'Anything'
  }
}

/** Zod writes the widest safe integers where nothing was said. */
const unlimited = 9_007_199_254_740_991

function range({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const from = typeof minimum === 'number' && minimum > -unlimited ? minimum : undefined
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : undefined
  const to = typeof maximum === 'number' && maximum < unlimited ? maximum : undefined
  const parts = [above !== undefined ? `above ${numberWords(above)}` : '', from !== undefined ? `from ${numberWords(from)}` : '', to !== undefined ? `${from !== undefined ? 'to' : 'up to'} ${numberWords(to)}` : '']
  return parts.filter(Boolean).map((part) => ` ${part}`).join('')
}

function inWords(value: unknown, schema: Schema, items?: Schema): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (schema.widget === 'duration') return formatDuration(value as Duration)
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'object' ? 'one entry' : choice(each, schema, items))).join(', ')
  if (typeof value === 'object') return ''
  return choice(value, schema, items)
}

/** A value as the form names it. */
function choice(value: unknown, schema: Schema, items?: Schema): string {
  const values = (schema.enum ?? items?.enum ?? []) as unknown[]
  const names = (schema.enumNames ?? items?.enumNames ?? []) as string[]
  if (typeof value === 'number') return names[values.indexOf(value)] ?? numberWords(value)
  return names[values.indexOf(value)] ?? (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value))
}

function numberWords(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 6 })
}

function titleOf(name: string, schema: Schema): string {
  return typeof schema.title === 'string' ? schema.title : name.replace(/([a-z])([A-Z])/g, (_all, before: string, after: string) => `${before} ${after.toLowerCase()}`).replace(/^./, (first) => first.toUpperCase())
}

/** What a reference points to, with the place's own words on top. */
function resolve(schema: Schema, definitions: Record<string, Schema>): Schema {
  const only = Array.isArray(schema.allOf) && schema.allOf.length === 1 ? (schema.allOf[0] as Schema) : undefined
  const reference = schema.$ref ?? only?.$ref
  if (typeof reference !== 'string') return schema
  return { ...definitions[reference.replace('#/definitions/', '')], ...schema }
}
