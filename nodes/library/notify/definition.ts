import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

const people = {
  assignee: 'the asked rep', manager: 'their manager', executives: 'the executives', watchers: 'the queue’s watchers',
} as const
const channels = { notice: 'Desktop', email: 'E-mail', webhook: 'Webhook', slack: 'Slack' } as const

export const notify = defineNode({
  type: 'notify',
  title: 'Tell someone',
  family: 'message',
  icon: 'bell',
  description: 'Tells colleagues, each of them once per channel. The flow goes on as soon as one of them is told; the rest is tried again in the background.',
  params: z.object({
    to: z.array(z.enum(Object.keys(people) as (keyof typeof people)[])).min(1, 'Choose who is told').max(4).default(['assignee']).meta({
      title: 'Who is told', description: 'Each person once per channel, even when they are two of these.', enumNames: ['The asked rep', 'The asked rep’s manager', 'The executives', 'The queue’s watchers'],
    }),
    channels: z.array(z.enum(Object.keys(channels) as (keyof typeof channels)[])).min(1, 'Choose at least one channel').max(4).default(['notice', 'email']).meta({
      title: 'How', description: 'A person without that channel is told by the others.', enumNames: Object.values(channels),
    }),
    subject: z.string().min(1).max(200).default('New lead: {{ lead.name }}').meta({ title: 'Subject', description: 'The title on the desktop, and the subject of the e-mail.', widget: 'text' }),
    text: z.string().min(1).max(5_000).default(
      'Hi {{ recipient.firstName }},\n\n{{ lead.name }}{% if lead.company %} of {{ lead.company }}{% endif %} is waiting.\n{% if lead.message %}\n“{{ lead.message }}”\n{% endif %}\nTake it here: {{ link }}\n',
    ).meta({ title: 'Message', description: 'Put {{ link }} in, so that they can answer with one click.', widget: 'long-text' }),
    linkFor: z.number().int().min(1).max(14).default(3).meta({ title: 'The link works for (days)', description: 'After that it says that the lead is no longer offered.', advanced: true }),
  }),
  outlets: () => [
    { name: 'told', label: '', side: 'down' },
    { name: 'failed', label: 'Nobody could be told', side: 'right' },
  ],
  summary: (params) => `${cap(params.to.map((each) => people[each]).join(' and '))}: ${params.channels.map((each) => channels[each]).join(', ')}`,
  produces: () => [{ name: 'told', label: 'How many messages went out', type: 'number', example: 2 }],
  textWords: ['recipient.name', 'recipient.firstName', 'recipient.isAsked', 'asked.name', 'link'],
  lower: () => ({ op: 'effect' }),
})

function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
