import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { textInWords } from '../../revops/text-in-words'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const addNote = defineNode({
  type: 'add-note',
  title: t('Add a note'),
  family: 'record',
  icon: 'sticky-note',
  description: t('Writes a note at the lead, for whoever looks at it later. Changes no field.'),
  params: z.object({
    text: z.string().max(5_000).default('{{ owner.name }} was asked about {{ lead.name }}.').meta({ title: t('Note'), description: t('Stands at the lead with the time, for whoever looks at it later.'), widget: 'long-text' }),
    about: About.meta({ title: t('At whom'), description: t('Within “For each” it can be the lead of the round instead of the one that the run is about.'), enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'added', label: '', side: 'down' }],
  summary: (params) => {
    const words = textInWords(params.text)
    return words === '' ? t('Writes nothing yet') : t('Writes “{words}”', { words })
  },
  lower: () => ({ op: 'records' }),
})
