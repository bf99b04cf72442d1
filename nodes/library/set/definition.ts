import { z } from 'zod'
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
          name: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,40}$/, 'Use letters, digits and _, starting with a small letter').meta({ title: 'Name' }),
          value: z.string().max(5_000).meta({ title: 'Value', widget: 'text' }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Values' }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: (params) => (params.values.length === 0 ? 'Nothing yet' : params.values.map((each) => each.name).join(', ')),
  lower: () => ({ op: 'set' }),
})
