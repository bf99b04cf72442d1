import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

const whoWords = { owner: 'The owner', manager: 'The owner’s manager', people: 'People chosen', watchers: 'A queue’s watchers' } as const

export const approval = defineNode({
  type: 'approval',
  title: 'Ask for approval',
  family: 'people',
  icon: 'stamp',
  description: 'Asks people to say yes or no on the Work page, and goes on once enough have agreed, or once that cannot be reached any more. Only those who are asked can answer.',
  params: z.object({
    title: z.string().min(1, 'Write the question').max(200).default('May we go on with {{ lead.name }}?').meta({ title: 'Question', description: 'One line, as it stands on the Work page.', widget: 'text' }),
    detail: z.string().max(4_000).default('').meta({ title: 'Details', description: 'What they need to know to decide. May be left empty.', widget: 'long-text' }),
    who: z.enum(Object.keys(whoWords) as (keyof typeof whoWords)[]).default('manager').meta({ title: 'Who is asked', description: 'Each of them gets the question on the Work page.', enumNames: ['The lead’s owner', 'The owner’s manager', 'People I choose', 'The watchers of a queue'] }),
    people: z.array(z.string().max(40)).max(50).default([]).meta({ title: 'People', description: 'Everybody who is chosen is asked.', widget: 'people', showWhen: { who: 'people' } }),
    watchersOf: z.string().max(40).default('').meta({ title: 'Queue', description: 'Everybody who watches it when the step begins is asked.', widget: 'queue', showWhen: { who: 'watchers' } }),
    need: z.enum(['one', 'all', 'number']).default('one').meta({ title: 'Approved when', description: 'As soon as this cannot be reached any more, the answer is no.', enumNames: ['One of them agrees', 'All of them agree', 'A number of them agrees'] }),
    count: z.number().int().min(1).max(50).default(2).meta({ title: 'How many must agree', description: 'At most as many as are asked.', showWhen: { need: 'number' } }),
    window: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'Answer within', description: 'After that the question is taken back, and the run goes on by “Not decided”.' }),
  }),
  outlets: (params) => [
    { name: 'approved', label: 'Approved', side: 'down' },
    { name: 'rejected', label: 'Rejected', side: 'right' },
    { name: 'timedOut', label: `Not decided in ${formatDuration(params.window)}`, side: 'left' },
  ],
  summary: (params) => `${whoWords[params.who]}${{ one: '', all: ', all of them', number: `, ${params.count} of them` }[params.need]}, within ${formatDuration(params.window)}`,
  lower: () => ({ op: 'await', timeout: 'timedOut' }),
  bounds: () => 'waits',
})
