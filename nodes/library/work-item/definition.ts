import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const workItem = defineNode({
  type: 'work-item',
  title: 'Ask a person to do something',
  family: 'people',
  icon: 'clipboard-check',
  description: 'Puts something to do on the Work page, with an owner and a deadline.',
  params: z.object({
    title: z.string().min(1).max(200).default('Look at {{ lead.name }}').meta({ title: 'What to do', widget: 'text' }),
    detail: z.string().max(2_000).default('').meta({ title: 'Details', widget: 'long-text' }),
    who: z.enum(['owner', 'manager', 'ops']).default('ops').meta({
      title: 'Who', enumNames: ['The lead’s owner', 'The owner’s manager', 'Revenue operations'],
    }),
    due: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'Due within' }),
  }),
  outlets: () => [{ name: 'created', label: '', side: 'down' }],
  summary: (params) => `${{ owner: 'Owner', manager: 'Manager', ops: 'Ops' }[params.who]}, within ${formatDuration(params.due)}`,
  lower: () => ({ op: 'records' }),
})
