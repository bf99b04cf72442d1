import { z } from 'zod'
import { textInWords } from '../../revops/text-in-words'
import { defineNode } from '../../sdk/define-node'

export const set = defineNode({
  type: 'set',
  title: 'Remember a value',
  family: 'control',
  icon: 'bookmark',
  description: 'Keeps values for later steps of this run, as {{ vars.name }}. Changes no record.',
  params: z.object({
    values: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,40}$/, 'Use letters, digits and _, starting with a small letter').meta({ title: 'Name', description: 'Later steps find it under this name, in texts and in conditions.' }),
          value: z.string().max(5_000).meta({ title: 'Value', description: 'A text; fields in it are filled now and stay as they are.', widget: 'text' }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Values', description: 'Kept for this run only. The same name again replaces the value.' }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: (params) => (params.values.length === 0 ? 'Remembers nothing yet' : `Remembers ${params.values.map((each) => `${each.name} = ${textInWords(each.value) || 'nothing'}`).join(', ')}`),
  produces: (params) => params.values.map((each) => ({ name: each.name, label: each.name, type: 'text', example: '', isValue: true })),
  lower: () => ({ op: 'set' }),
})
