import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const queue = defineNode({
  type: 'queue',
  title: 'Put in a queue',
  family: 'routing',
  icon: 'layers',
  description: 'Puts the lead where its watchers can claim it, with a deadline. A wait for an answer after it hears the claim.',
  params: z.object({
    queue: z.string().max(40).default('').meta({ title: 'Queue', description: 'Its watchers see the lead on the Work page. One without watchers cannot be published.', widget: 'queue' }),
    deadline: Duration.default({ amount: 30, unit: 'min' }).meta({ title: 'Somebody takes it within', description: 'Stands as the deadline on the Work page. A wait after this step decides what happens then.' }),
  }),
  outlets: () => [{ name: 'queued', label: '', side: 'down' }],
  summary: (params, names) =>
    params.queue === '' ? 'No queue chosen yet' : `${names.of('queue', params.queue)}, within ${formatDuration(params.deadline)}`,
  produces: () => [{ name: 'queueName', label: 'Name of the queue', type: 'text', example: 'Overflow West' }],
  lower: () => ({ op: 'records' }),
})
