import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const workItem = defineNode({
  type: 'work-item',
  title: t('Create a task'),
  family: 'people',
  icon: 'clipboard-check',
  description: t('Asks a person to do something: puts it on the Work page as a to-do, with an owner and a deadline.'),
  params: z.object({
    title: z.string().min(1).max(200).default('Look at {{ lead.name }}').meta({ title: t('What to do'), description: t('One line, as it stands on the Work page.'), widget: 'text' }),
    detail: z.string().max(2_000).default('').meta({ title: t('Details'), description: t('What they need to know to do it. May be left empty.'), widget: 'long-text' }),
    who: z.enum(['owner', 'manager', 'ops']).default('ops').meta({
      title: t('Who'), description: t('If there is no owner or manager, Revenue operations gets it.'), enumNames: [t('The lead’s owner'), t('The owner’s manager'), t('Revenue operations')],
    }),
    due: Duration.default({ amount: 1, unit: 'd' }).meta({ title: t('Due within'), description: t('A task that is late stands at the top of the Work page.') }),
    counts: z.enum(['clock', 'business']).default('clock').meta({
      title: t('Counted in'), enumNames: [t('Time by the clock'), t('Working time')], description: t('Working time leaves out nights, days off and holidays; a day of it is one working day.'),
    }),
    about: About.meta({ title: t('About whom'), description: t('Within “For each” it can be the lead of the round.'), enumNames: aboutNames, advanced: true }),
  }),
  outlets: () => [{ name: 'created', label: '', side: 'down' }],
  summary: (params) => {
    const values = { who: { owner: t('Owner'), manager: t('Manager'), ops: t('Ops') }[params.who], duration: formatDuration(params.due) }
    return params.counts === 'business' ? t('{who}, within {duration} of working time', values) : t('{who}, within {duration}', values)
  },
  lower: () => ({ op: 'records' }),
})
