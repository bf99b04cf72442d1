import type { NodeDefinition } from '#nodes/sdk/define-node'
import type { RJSFSchema, UiSchema } from '@rjsf/utils'
import { z } from 'zod'

export interface NodeForm {
  schema: RJSFSchema
  uiSchema: UiSchema
  /** Names of params that stand folded under "Advanced". */
  advanced: string[]
  /** Params that only make sense while others have certain values. */
  showWhen: Record<string, Json>
}

type Json = Record<string, unknown>

/** Fields that are drawn as one whole, whatever is inside them. */
const wholeFields: Record<string, string> = { duration: 'duration', condition: 'condition', schedule: 'schedule' }
/** Lists that are drawn by fields of our own. */
const listFields = ['ways', 'people']
/** Widgets of our own that have the name of the param's. */
const ownWidgets = ['team', 'queue', 'rota', 'source', 'flow', 'connection', 'message-template', 'event-type', 'date-field', 'list-field', 'hidden']
/** Names of our own: the form's standard widget for a line of text is called “text” too. */
const textWidgets: Record<string, string> = { text: 'template-line', 'long-text': 'template-text', json: 'template-json' }

const forms = new WeakMap<NodeDefinition, NodeForm>()

/**
 * The form of a node, from its params alone. A `widget` in a param's meta chooses how it is drawn: duration, condition,
 * schedule, ways, people, team, queue and others that the workspace has, event-type, text, long-text, json. What is unknown is
 * drawn by its JSON type.
 */
export function nodeForm(definition: NodeDefinition): NodeForm {
  const known = forms.get(definition)
  if (known) return known
  const { definitions, ...schema } = z.toJSONSchema(definition.params, { target: 'draft-7', io: 'input' }) as Json & { definitions?: Json }
  const properties = (schema.properties ?? {}) as Record<string, Json>
  const resolved = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, resolve(property, definitions ?? {})]))
  const form: NodeForm = {
    schema: { ...schema, properties: Object.fromEntries(Object.entries(resolved).map(([name, property]) => [name, simplify(property)])) } as RJSFSchema,
    uiSchema: {
      // The form is saved as it is typed; there is nothing to submit.
      'ui:submitButtonOptions': { norender: true },
      ...Object.fromEntries(Object.entries(resolved).map(([name, property]) => [name, uiOf(property)])),
    },
    showWhen: Object.fromEntries(Object.entries(resolved).flatMap(([name, property]) => (property.showWhen ? [[name, property.showWhen as Json]] : []))),
    advanced: Object.entries(resolved).flatMap(([name, property]) => (property.advanced === true ? [name] : [])),
  }
  forms.set(definition, form)
  return form
}

/** The schema without the fields that make no sense with these params; what they hold is kept. */
export function visibleSchema({ schema, showWhen }: NodeForm, params: Json): RJSFSchema {
  const properties = schema.properties as Record<string, { default?: unknown }>
  const settingOf = (name: string) => params[name] ?? properties[name]?.default
  const isHidden = (name: string) => Object.entries(showWhen[name] ?? {}).some(([other, wanted]) => !isOneOf(settingOf(other), wanted))
  const shown = Object.entries(properties).filter(([name]) => !isHidden(name))
  return { ...schema, properties: Object.fromEntries(shown), required: schema.required?.filter((name) => !isHidden(name)) } as RJSFSchema
}

/** A list of wanted values means any of them. */
function isOneOf(value: unknown, wanted: unknown): boolean {
  return Array.isArray(wanted) ? wanted.includes(value) : value === wanted
}

/** Puts what references point to in their place, also within lists and groups, but not within what is drawn as a whole. */
function resolve(property: Json, definitions: Json): Json {
  const own = resolveOne(property, definitions)
  if (typeof own.widget === 'string' && wholeFields[own.widget]) return own
  return inside(own, (inner) => resolve(inner, definitions))
}

/** The same with its fields, or the fields of its items, changed. */
function inside(property: Json, change: (inner: Json) => Json): Json {
  const { properties, items } = property as { properties?: Record<string, Json>; items?: Json }
  return {
    ...property,
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, change(inner)])) }),
    ...(items && { items: change(items) }),
  }
}

/** The node's own words (title, default) win over those of what it refers to. */
function resolveOne(property: Json, definitions: Json): Json {
  const reference = typeof property.$ref === 'string' ? property.$ref : refOf(property.allOf)
  if (reference === undefined) return property
  const { $ref: _ref, allOf: _allOf, ...own } = property
  return { ...(definitions[reference.replace('#/definitions/', '')] as Json), ...own }
}

function refOf(allOf: unknown): string | undefined {
  const only = Array.isArray(allOf) && allOf.length === 1 ? (allOf[0] as Json) : undefined
  return typeof only?.$ref === 'string' ? only.$ref : undefined
}

/** Fields drawn as a whole need no schema inside; a condition refers to itself, and the form would follow it for ever. */
function simplify(property: Json): Json {
  if (typeof property.widget !== 'string' || !wholeFields[property.widget]) return inside(property, simplify)
  const { title, description, default: standard } = property
  return { type: 'object', ...(title !== undefined && { title }), ...(description !== undefined && { description }), ...(standard !== undefined && { default: standard }) }
}

function uiOf(property: Json): UiSchema {
  const widget = typeof property.widget === 'string' ? property.widget : undefined
  const items = property.items as Json | undefined
  const ui: UiSchema = {}
  if (widget && wholeFields[widget]) ui['ui:field'] = wholeFields[widget]
  else if (widget && listFields.includes(widget)) ui['ui:field'] = widget
  else if (widget && ownWidgets.includes(widget)) ui['ui:widget'] = widget
  else if (widget && Object.hasOwn(textWidgets, widget)) ui['ui:widget'] = textWidgets[widget]
  if (property.type === 'array' && items?.enum) {
    ui['ui:field'] = 'choices'
    ui['ui:enumNames'] = property.enumNames as string[]
  } else if (Array.isArray(property.enumNames)) ui['ui:enumNames'] = property.enumNames
  if (property.type === 'array' && items?.type === 'object') ui.items = childUi(items)
  // Only where the order means something can it be changed.
  if (property.type === 'array') ui['ui:options'] = { orderable: widget === 'ways' }
  if (property.type === 'object' && !ui['ui:field']) Object.assign(ui, childUi(property))
  return ui
}

function childUi(schema: Json): UiSchema {
  return Object.fromEntries(Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => [name, uiOf(property)]))
}
