import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'

export const subFlow = defineNode({
  type: 'sub-flow',
  title: 'Run another flow',
  family: 'control',
  icon: 'workflow',
  description: 'Starts the published version of another flow, once, and waits for its end or goes on at once.',
  params: z.object({
    flow: z.string().max(40).default('').meta({ title: 'Flow', widget: 'flow' }),
    about: About.meta({ title: 'For whom', enumNames: aboutNames }),
    waits: z.boolean().default(true).meta({ title: 'Wait until it has ended' }),
    limit: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'At most', showWhen: { waits: true } }),
  }),
  outlets: (params): Outlet[] =>
    params.waits
      ? [
          { name: 'done', label: 'It has ended', side: 'down' },
          { name: 'failed', label: 'It failed', side: 'right' },
          { name: 'timedOut', label: `Not ended in ${formatDuration(params.limit)}`, side: 'left' },
        ]
      : [{ name: 'done', label: 'It has begun', side: 'down' }],
  summary: (params, names) => (params.flow === '' ? 'No flow chosen yet' : `${names.of('flow', params.flow)}${params.waits ? `, at most ${formatDuration(params.limit)}` : ', without waiting'}`),
  lower: (params) => ({ op: 'await', timeout: params.waits ? 'timedOut' : 'done' }),
  calls: (params) => (params.flow === '' ? [] : [params.flow]),
})
