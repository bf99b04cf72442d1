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
    flow: z.string().max(40).default('').meta({ title: 'Flow', description: 'Only published flows can be run; later versions are taken as soon as they are live.', widget: 'flow' }),
    about: About.meta({ title: 'For whom', description: 'Within “For each” it can be the lead of the round.', enumNames: aboutNames }),
    waits: z.boolean().default(true).meta({ title: 'Wait until it has ended', description: 'Otherwise this run goes on at once and never hears how it ended.' }),
    limit: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'At most', description: 'After that this run goes on by “Not ended”, and so does the other one on its own.', showWhen: { waits: true } }),
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
