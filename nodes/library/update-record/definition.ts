import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { findField, leadFields } from '../../revops/fields'
import { readTyped } from '../../revops/read-typed'
import { textInWords } from '../../revops/text-in-words'
import { defineNode, type FieldWrite } from '../../sdk/define-node'

const writable = leadFields.filter((field) => field.writable)

export const updateRecord = defineNode({
  type: 'update-record',
  title: 'Set a field',
  family: 'record',
  icon: 'pencil',
  description: 'Changes fields of the lead. The change and its place in the run are kept together, and audited.',
  params: z.object({
    changes: z
      .array(
        z.object({
          field: z.enum(writable.map((field) => field.path)).meta({ title: 'Field', description: 'Of the lead. What came with it in fields of its own cannot be changed.', enumNames: writable.map((field) => field.label) }),
          value: z.string().max(2_000).default('').meta({ title: 'New value', description: 'Empty clears the field. Several skills stand with commas between.', widget: 'text' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: 'Changes', description: 'All of them are made at once, or none.' }),
    about: About.meta({ title: 'Of whom', description: 'Within “For each” it can be the lead of the round.', enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) =>
    params.changes.length === 0
      ? 'Changes nothing yet'
      : params.changes.map((change) => `${findField(change.field)?.label ?? change.field} = ${textInWords(change.value) || 'nothing'}`).join(', '),
  lower: () => ({ op: 'records' }),
  // A text without Liquid is always the same value.
  writes: (params) =>
    params.changes.map(({ field, value }): FieldWrite => {
      const always = /\{[{%]/.test(value) ? undefined : readTyped(field, value)
      return { field, ...(always !== undefined && { value: always }) }
    }),
})
