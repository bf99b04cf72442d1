import { z } from 'zod'
import { textInWords } from '../../revops/text-in-words'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const set = defineNode({
  type: 'set',
  title: t('Remember a value'),
  family: 'control',
  icon: 'bookmark',
  description: t('Keeps values for later steps of this run, as {example}. Changes no record.', { example: '{{ vars.name }}' }),
  params: z.object({
    values: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-zA-Z0-9_]{0,40}$/, t('Use letters, digits and _, starting with a small letter')).meta({ title: t('Name'), description: t('Later steps find it under this name, in texts and in conditions.') }),
          value: z.string().max(5_000).meta({ title: t('Value'), description: t('A text; fields in it are filled now and stay as they are.'), widget: 'text' }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: t('Values'), description: t('Kept for this run only. The same name again replaces the value.') }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: (params) => (params.values.length === 0 ? t('Remembers nothing yet') : t('Remembers {values}', { values: params.values.map((each) => `${each.name} = ${textInWords(each.value) || t('nothing')}`).join(', ') })),
  produces: (params) => params.values.map((each) => ({ name: each.name, label: each.name, type: 'text', example: '', isValue: true })),
  lower: () => ({ op: 'set' }),
})
