import { z } from 'zod'
import type { NodeDefinition } from './define-node'
import { type Duration, formatDuration } from './duration'
import { t } from './t'

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
  duration: t('A length of time'), condition: t('A question about the record'), team: t('A team'), queue: t('A queue'), rota: t('A rota'), flow: t('A flow'), source: t('A source'),
  person: t('A person'), connection: t('A connection'), 'message-template': t('A message template'), field: t('A field'), text: t('Text, with fields such as {example}', { example: '{{ lead.name }}' }),
  'long-text': t('Text of several lines, with fields such as {example}', { example: '{{ lead.name }}' }),
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
      .map(([other, value]) => t('“{setting}” is {value}', { setting: titleOf(other, siblings.get(other) ?? {}), value: anyOf(value, siblings.get(other) ?? {}) }))
      .reduce((first, second) => (first === '' ? second : t('{first} and {second}', { first, second })), ''),
    depth,
  }
  return [own, ...(holder && depth < deepest ? partsOf(holder, definitions, depth + 1) : [])]
}

function kindOf(schema: Schema, items: Schema | undefined): string {
  const widget = typeof schema.widget === 'string' ? widgets[schema.widget] : undefined
  if (widget) return widget
  if (schema.enum) return t('One of these')
  switch (schema.type) {
    case 'boolean':
      return t('Yes or no')
    case 'integer':
      return t('A whole number {range}', { range: range(schema) }).trimEnd()
    case 'number':
      return t('A number {range}', { range: range(schema) }).trimEnd()
    case 'string':
      return typeof schema.maxLength === 'number' && schema.maxLength <= 1_000 ? t('Text of at most {most} letters', { most: schema.maxLength }) : t('Text')
    case 'array':
      return items?.enum ? t('Any of these') : typeof schema.maxItems === 'number' ? t('A list of at most {most}', { most: schema.maxItems }) : t('A list')
    case 'object':
      return t('Several settings')
    default:
      return t('Anything')
  }
}

/** Zod writes the widest safe integers where nothing was said. */
const unlimited = 9_007_199_254_740_991

function range({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const from = typeof minimum === 'number' && minimum > -unlimited ? minimum : undefined
  const above = typeof exclusiveMinimum === 'number' ? exclusiveMinimum : undefined
  const to = typeof maximum === 'number' && maximum < unlimited ? maximum : undefined
  if (from !== undefined && to !== undefined) return t('from {from} to {to}', { from: numberWords(from), to: numberWords(to) })
  const parts = [above !== undefined ? t('above {above}', { above: numberWords(above) }) : '', from !== undefined ? t('from {from}', { from: numberWords(from) }) : '', to !== undefined ? t('up to {to}', { to: numberWords(to) }) : '']
  return parts.filter(Boolean).join(' ')
}

function inWords(value: unknown, schema: Schema, items?: Schema): string {
  if (value === undefined || value === null || value === '') return ''
  if (typeof value === 'boolean') return value ? t('Yes') : t('No')
  if (schema.widget === 'duration') return formatDuration(value as Duration)
  if (Array.isArray(value)) return value.map((each) => (typeof each === 'object' ? t('one entry') : choice(each, schema, items))).join(', ')
  if (typeof value === 'object') return ''
  return choice(value, schema, items)
}

/** A value as the form names it, or several of which any will do. */
function anyOf(value: unknown, schema: Schema): string {
  if (!Array.isArray(value)) return choice(value, schema)
  return value.map((each) => choice(each, schema)).reduce((first, second) => t('{first} or {second}', { first, second }))
}

/** A value as the form names it. */
function choice(value: unknown, schema: Schema, items?: Schema): string {
  const values = (schema.enum ?? items?.enum ?? []) as unknown[]
  const names = (schema.enumNames ?? items?.enumNames ?? []) as string[]
  if (typeof value === 'number') return names[values.indexOf(value)] ?? numberWords(value)
  return names[values.indexOf(value)] ?? (typeof value === 'boolean' ? (value ? t('yes') : t('no')) : String(value))
}

function numberWords(value: number): string {
  return t('{value, number}', { value })
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
