import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { library } from './definitions'

interface Schema {
  title?: string
  description?: string
  widget?: string
  properties?: Record<string, Schema>
  items?: Schema
  $ref?: string
  allOf?: Schema[]
}

/** Drawn as one whole: what is inside has words of its own. */
const wholes = ['duration', 'condition', 'schedule']

/** Every field that a person sees, with what it is called and what it is for. */
function fieldsOf(schema: Schema, path: string): { path: string; title: string | undefined; help: string | undefined }[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    if (field.widget === 'hidden') return []
    const own = { path: `${path}.${name}`, title: field.title, help: field.description }
    const isWhole = field.$ref !== undefined || field.allOf !== undefined || wholes.includes(field.widget ?? '')
    return [own, ...(isWhole ? [] : [...fieldsOf(field, own.path), ...fieldsOf(field.items ?? {}, own.path)])]
  })
}

describe.each(Object.values(library))('$title', (definition) => {
  const fields = fieldsOf(z.toJSONSchema(definition.params, { target: 'draft-7', io: 'input' }) as Schema, definition.type)

  it('has a name and help for each of its fields', () => {
    expect(fields.filter(({ title, help }) => !title || !help || help === title).map(({ path }) => path)).toEqual([])
  })

  it('says on its card what it does as it stands, and never in Liquid', () => {
    const standard = definition.params.parse({})
    const words = definition.summary(standard, { of: (_kind, id) => id })
    expect(words).toMatch(/^\S/)
    expect(words).not.toMatch(/[{}]|undefined|\[object/)
  })
})
