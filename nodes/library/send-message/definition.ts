import { z } from 'zod'
import { contactChannels, type Purpose, purposes } from '../../revops/gate/channels'
import { mostSmsParts } from '../../revops/sms/sms-parts'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

const purposeNames = Object.keys(purposes) as Purpose[]

export const sendMessage = defineNode({
  type: 'send-message',
  title: t('Write to the lead'),
  family: 'message',
  icon: 'send',
  description: t('Sends the lead an e-mail or a text message, if the lead may be written to: with consent, at a good hour where the lead is, not too often, and not while a colleague is in touch. Until then it waits.'),
  params: z.object({
    channel: z.enum(['email', 'sms']).default('email').meta({ title: t('By which way'), description: t('A text message needs a number, a yes to text messages, and a provider at Settings → Channels.'), enumNames: [contactChannels.email, contactChannels.sms] }),
    template: z.string().max(60).default('').meta({ title: t('Message template'), description: t('Words that several flows send, kept at Records → Messages → Templates. Each lead gets those that were there when its run began.'), widget: 'message-template' }),
    purpose: z.enum(purposeNames).default('inquiry').meta({
      title: t('About what'), description: t('Consent is asked for and taken back for each by itself. What their contract makes necessary may go until they say no to it.'), enumNames: purposeNames.map((purpose) => purposes[purpose]), showWhen: { template: '' },
    }),
    subject: z.string().min(1, t('Give it a subject')).max(200).default('Your inquiry').meta({ title: t('Subject'), description: t('One line. A word that is missing stops the message, and a person is asked.'), widget: 'text', showWhen: { channel: ['email'], template: '' } }),
    text: z
      .string()
      .min(1, t('Write something'))
      .max(20_000)
      .default('Hello {{ lead.name | default: "there" }},\n\nthank you for writing to us.{% if owner.name %} {{ owner.name }} is looking after you.{% endif %}\n')
      .meta({ title: t('Message'), description: t('An e-mail gets a line with a link by which they can say no; the first text message says “Reply STOP to stop”. A text message has up to {parts} parts, each paid for: 153 letters, or 67 with emoji or other alphabets.', { parts: mostSmsParts }), widget: 'long-text', showWhen: { template: '' } }),
    sender: z.enum(['owner', 'workspace']).default('owner').meta({ title: t('In whose name'), description: t('The owner is whoever has the lead at that moment. Nobody has it: the workspace.'), enumNames: [t('The lead’s owner'), t('The workspace')], showWhen: { channel: ['email'] } }),
    useFor: Duration.default({ amount: 3, unit: 'd' }).meta({ title: t('Of use for'), description: t('If it cannot go within this time, it is given up.') }),
  }),
  outlets: () => [
    { name: 'sent', label: '', side: 'down' },
    { name: 'refused', label: t('May not be written to'), side: 'right' },
    { name: 'expired', label: t('Too late to be of use'), side: 'right' },
    { name: 'failed', label: t('Could not be delivered'), side: 'left' },
  ],
  summary: ({ channel, template, purpose, subject, text, useFor }) =>
    template === ''
      ? t('{channel} about “{purpose}”: {subject}, within {duration}', { channel: contactChannels[channel], purpose: purposes[purpose], subject: (channel === 'sms' ? text.trim() : subject).slice(0, 30), duration: formatDuration(useFor) })
      : t('{channel} with the words of a message template, within {duration}', { channel: contactChannels[channel], duration: formatDuration(useFor) }),
  produces: () => [{ name: 'why', label: t('Why it was not sent'), type: 'text', example: 'consent' }],
  lower: () => ({ op: 'effect' }),
})
