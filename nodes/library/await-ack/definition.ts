import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const awaitAck = defineNode({
  type: 'await-ack',
  title: t('Wait for an answer'),
  family: 'wait',
  icon: 'hourglass',
  description: t('Waits until somebody says “I have it”: the asked rep, or whoever claims the lead from a queue. When the time is over, the offer ends and its room is given back.'),
  params: z.object({
    window: Duration.default({ amount: 15, unit: 'min' }).meta({ title: t('Answer within'), description: t('Begins when the run gets here. After that the offer ends, and the rep has room again.') }),
  }),
  outlets: (params) => [
    { name: 'timedOut', label: t('Nobody answered in {duration}', { duration: formatDuration(params.window) }), side: 'down' },
    { name: 'acknowledged', label: t('I have it'), side: 'left' },
    { name: 'passedOn', label: t('Passed on'), side: 'right' },
  ],
  summary: (params) => t('Until “I have it”, at most {duration}', { duration: formatDuration(params.window) }),
  produces: () => [{ name: 'repName', label: t('Rep’s name'), type: 'text', example: 'Tom Okafor' }],
  lower: () => ({ op: 'await', timeout: 'timedOut' }),
  // An answer that was there before the wait opens takes no time; a “passed on” is heard once for each offer.
  bounds: (_params, outlet) => (outlet === 'acknowledged' ? undefined : 'waits'),
})
