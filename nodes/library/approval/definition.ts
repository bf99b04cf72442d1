import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

const whoWords = { owner: t('The owner'), manager: t('The owner’s manager'), people: t('People chosen'), watchers: t('A queue’s watchers') } as const

export const approval = defineNode({
  type: 'approval',
  title: t('Ask for approval'),
  family: 'people',
  icon: 'stamp',
  description: t('Asks people to say yes or no on the Work page, and goes on once enough have agreed, or once that cannot be reached any more. Only those who are asked can answer.'),
  params: z.object({
    title: z.string().min(1, t('Write the question')).max(200).default('May we go on with {{ lead.name }}?').meta({ title: t('Question'), description: t('One line, as it stands on the Work page.'), widget: 'text' }),
    detail: z.string().max(4_000).default('').meta({ title: t('Details'), description: t('What they need to know to decide. May be left empty.'), widget: 'long-text' }),
    who: z.enum(Object.keys(whoWords) as (keyof typeof whoWords)[]).default('manager').meta({ title: t('Who is asked'), description: t('Each of them gets the question on the Work page.'), enumNames: [t('The lead’s owner'), t('The owner’s manager'), t('People I choose'), t('The watchers of a queue')] }),
    people: z.array(z.string().max(40)).max(50).default([]).meta({ title: t('People'), description: t('Everybody who is chosen is asked.'), widget: 'people', showWhen: { who: 'people' } }),
    watchersOf: z.string().max(40).default('').meta({ title: t('Queue'), description: t('Everybody who watches it when the step begins is asked.'), widget: 'queue', showWhen: { who: 'watchers' } }),
    need: z.enum(['one', 'all', 'number']).default('one').meta({ title: t('Approved when'), description: t('As soon as this cannot be reached any more, the answer is no.'), enumNames: [t('One of them agrees'), t('All of them agree'), t('A number of them agrees')] }),
    count: z.number().int().min(1).max(50).default(2).meta({ title: t('How many must agree'), description: t('At most as many as are asked.'), showWhen: { need: 'number' } }),
    window: Duration.default({ amount: 1, unit: 'd' }).meta({ title: t('Answer within'), description: t('After that the question is taken back, and the run goes on by “Not decided”.') }),
  }),
  outlets: (params) => [
    { name: 'approved', label: t('Approved'), side: 'down' },
    { name: 'rejected', label: t('Rejected'), side: 'right' },
    { name: 'timedOut', label: t('Not decided in {duration}', { duration: formatDuration(params.window) }), side: 'left' },
  ],
  summary: (params) => {
    const values = { who: whoWords[params.who], duration: formatDuration(params.window), count: params.count }
    if (params.need === 'all') return t('{who}, all of them, within {duration}', values)
    return params.need === 'number' ? t('{who}, {count} of them, within {duration}', values) : t('{who}, within {duration}', values)
  },
  lower: () => ({ op: 'await', timeout: 'timedOut' }),
  bounds: () => 'waits',
})
