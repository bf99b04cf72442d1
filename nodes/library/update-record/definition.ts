import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { findField, leadFields } from '../../revops/fields'
import { readTyped } from '../../revops/read-typed'
import { textInWords } from '../../revops/text-in-words'
import { defineNode, type FieldWrite } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const writable = leadFields.filter((field) => field.writable)

export const updateRecord = defineNode({
  type: 'update-record',
  title: t('Set a field'),
  family: 'record',
  icon: 'pencil',
  description: t('Changes fields of the lead. The change and its place in the run are kept together, and audited.'),
  params: z.object({
    changes: z
      .array(
        z.object({
          field: z.enum(writable.map((field) => field.path)).meta({ title: t('Field'), description: t('Of the lead. What came with it in fields of its own cannot be changed.'), enumNames: writable.map((field) => field.label) }),
          value: z.string().max(2_000).default('').meta({ title: t('New value'), description: t('Empty clears the field. Several skills stand with commas between.'), widget: 'text' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: t('Changes'), description: t('All of them are made at once, or none.') }),
    about: About.meta({ title: t('Of whom'), description: t('Within “For each” it can be the lead of the round.'), enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) =>
    params.changes.length === 0
      ? t('Changes nothing yet')
      : params.changes.map((change) => `${findField(change.field)?.label ?? change.field} = ${textInWords(change.value) || t('nothing')}`).join(', '),
  lower: () => ({ op: 'records' }),
  // A text without Liquid is always the same value.
  writes: (params) =>
    params.changes.map(({ field, value }): FieldWrite => {
      const always = /\{[{%]/.test(value) ? undefined : readTyped(field, value)
      return { field, ...(always !== undefined && { value: always }) }
    }),
})
