import { z } from 'zod'
import { isZone } from '../../revops/calendar'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const wait = defineNode({
  type: 'wait',
  title: 'Wait for a time',
  family: 'wait',
  icon: 'clock',
  description: 'Lets time pass, or waits for a time of day. A restart or an outage does not lengthen it: the end is a fixed instant.',
  params: z.object({
    kind: z.enum(['for', 'time-of-day']).default('for').meta({ title: 'Wait', enumNames: ['For a length of time', 'Until a time of day'] }),
    duration: Duration.default({ amount: 1, unit: 'h' }).meta({ title: 'How long', showWhen: { kind: 'for' } }),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 09:30').default('09:00').meta({ title: 'Until', showWhen: { kind: 'time-of-day' } }),
    zone: z.string().max(60).refine(isZone, 'Choose a time zone such as Europe/Berlin').default('Europe/Berlin').meta({ title: 'In the time zone', showWhen: { kind: 'time-of-day' } }),
  }),
  outlets: () => [{ name: 'done', label: '', side: 'down' }],
  summary: (params) => (params.kind === 'for' ? `Waits ${formatDuration(params.duration)}` : `Until ${params.time}, ${params.zone}`),
  lower: () => ({ op: 'sleep', outlet: 'done' }),
  bounds: () => 'waits',
})
