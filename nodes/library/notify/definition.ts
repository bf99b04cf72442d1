import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const people = {
  assignee: t('the asked rep'), manager: t('their manager'), executives: t('the executives'), watchers: t('the queue’s watchers'),
  owner: t('the owner'), 'owner-manager': t('the owner’s manager'), ops: t('revenue operations'),
} as const
const channels = { notice: t('Desktop'), email: t('E-mail'), webhook: t('Webhook'), slack: t('Slack') } as const

export const notify = defineNode({
  type: 'notify',
  title: t('Tell someone'),
  family: 'message',
  icon: 'bell',
  description: t('Tells colleagues, each of them once per channel. The flow goes on as soon as one of them is told; the rest is tried again in the background.'),
  params: z.object({
    to: z.array(z.enum(Object.keys(people) as (keyof typeof people)[])).min(1, t('Choose who is told')).max(7).default(['assignee']).meta({
      title: t('Who is told'), description: t('Each person once per channel, even when they are two of these.'), enumNames: [t('The asked rep'), t('The asked rep’s manager'), t('The executives'), t('The queue’s watchers'), t('Who has the lead, or whom the event is about'), t('Their manager'), t('Revenue operations: who watches the default pool’s queue')],
    }),
    channels: z.array(z.enum(Object.keys(channels) as (keyof typeof channels)[])).min(1, t('Choose at least one channel')).max(4).default(['notice', 'email']).meta({
      title: t('How'), description: t('A person without that channel is told by the others.'), enumNames: Object.values(channels),
    }),
    subject: z.string().min(1).max(200).default('New lead: {{ lead.name }}').meta({ title: t('Subject'), description: t('The title on the desktop, and the subject of the e-mail.'), widget: 'text' }),
    text: z.string().min(1).max(5_000).default(
      'Hi {{ recipient.firstName }},\n\n{{ lead.name }}{% if lead.company %} of {{ lead.company }}{% endif %} is waiting.\n{% if lead.message %}\n“{{ lead.message }}”\n{% endif %}\nTake it here: {{ link }}\n',
    ).meta({ title: t('Message'), description: t('Put {link} in, so that they can answer with one click.', { link: '{{ link }}' }), widget: 'long-text' }),
    linkFor: z.number().int().min(1).max(14).default(3).meta({ title: t('The link works for (days)'), description: t('After that it says that the lead is no longer offered.'), advanced: true }),
  }),
  outlets: () => [
    { name: 'told', label: '', side: 'down' },
    { name: 'failed', label: t('Nobody could be told'), side: 'right' },
  ],
  summary: (params) => `${cap(params.to.map((each) => people[each]).reduce((first, second) => t('{first} and {second}', { first, second })))}: ${params.channels.map((each) => channels[each]).join(', ')}`,
  produces: () => [{ name: 'told', label: t('How many messages went out'), type: 'number', example: 2 }],
  textWords: ['recipient.name', 'recipient.firstName', 'recipient.isAsked', 'asked.name', 'link'],
  lower: () => ({ op: 'effect' }),
})

function cap(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
