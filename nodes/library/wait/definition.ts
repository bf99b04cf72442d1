import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const wait = defineNode({
  type: 'wait',
  title: 'Wait for a time',
  family: 'wait',
  icon: 'clock',
  description: 'Lets time pass. A restart or an outage does not lengthen it: the end is a fixed instant.',
  params: z.object({ duration: Duration.default({ amount: 1, unit: 'h' }).meta({ title: 'How long' }) }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) => `Waits ${formatDuration(params.duration)}`,
  lower: () => ({ op: 'sleep', outlet: 'done' }),
  bounds: () => 'waits',
})
