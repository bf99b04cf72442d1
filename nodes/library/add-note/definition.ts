import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { defineNode } from '../../sdk/define-node'

export const addNote = defineNode({
  type: 'add-note',
  title: 'Add a note',
  family: 'record',
  icon: 'sticky-note',
  description: 'Writes a note at the lead, for whoever looks at it later. Changes no field.',
  params: z.object({
    text: z.string().max(5_000).default('{{ owner.name }} was asked about {{ lead.name }}.').meta({ title: 'Note', widget: 'long-text' }),
    about: About.meta({ title: 'At whom', enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'added', label: '', side: 'down' }],
  summary: (params) => params.text.replace(/\s+/g, ' ').trim() || 'Nothing to write yet',
  lower: () => ({ op: 'records' }),
})
