import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const queue = defineNode({
  type: 'queue',
  title: t('Put in a queue'),
  family: 'routing',
  icon: 'layers',
  description: t('Puts the lead where its watchers can claim it, with a deadline. A wait for an answer after it hears the claim.'),
  params: z.object({
    queue: z.string().max(40).default('').meta({ title: t('Queue'), description: t('Its watchers see the lead on the Work page. One without watchers cannot be published.'), widget: 'queue' }),
    deadline: Duration.default({ amount: 30, unit: 'min' }).meta({ title: t('Somebody takes it within'), description: t('Stands as the deadline on the Work page. A wait after this step decides what happens then.') }),
  }),
  outlets: () => [{ name: 'queued', label: '', side: 'down' }],
  summary: (params, names) =>
    params.queue === '' ? t('No queue chosen yet') : t('{queue}, within {duration}', { queue: names.of('queue', params.queue), duration: formatDuration(params.deadline) }),
  produces: () => [{ name: 'queueName', label: t('Name of the queue'), type: 'text', example: 'Overflow West' }],
  lower: () => ({ op: 'records' }),
})
