import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const workItem = defineNode({
  type: 'work-item',
  title: 'Create a task',
  family: 'people',
  icon: 'clipboard-check',
  description: 'Asks a person to do something: puts it on the Work page as a to-do, with an owner and a deadline.',
  params: z.object({
    title: z.string().min(1).max(200).default('Look at {{ lead.name }}').meta({ title: 'What to do', description: 'One line, as it stands on the Work page.', widget: 'text' }),
    detail: z.string().max(2_000).default('').meta({ title: 'Details', description: 'What they need to know to do it. May be left empty.', widget: 'long-text' }),
    who: z.enum(['owner', 'manager', 'ops']).default('ops').meta({
      title: 'Who', description: 'If there is no owner or manager, Revenue operations gets it.', enumNames: ['The lead’s owner', 'The owner’s manager', 'Revenue operations'],
    }),
    due: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'Due within', description: 'A task that is late stands at the top of the Work page.' }),
    counts: z.enum(['clock', 'business']).default('clock').meta({
      title: 'Counted in', enumNames: ['Time by the clock', 'Working time'], description: 'Working time leaves out nights, days off and holidays; a day of it is one working day.',
    }),
    about: About.meta({ title: 'About whom', description: 'Within “For each” it can be the lead of the round.', enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'created', label: '', side: 'down' }],
  summary: (params) => `${{ owner: 'Owner', manager: 'Manager', ops: 'Ops' }[params.who]}, within ${formatDuration(params.due)}${params.counts === 'business' ? ' of working time' : ''}`,
  lower: () => ({ op: 'records' }),
})
