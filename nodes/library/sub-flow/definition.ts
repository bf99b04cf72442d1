import { z } from 'zod'
import { About, aboutNames } from '../../revops/about'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const subFlow = defineNode({
  type: 'sub-flow',
  title: t('Run another flow'),
  family: 'control',
  icon: 'workflow',
  description: t('Starts the published version of another flow, once, and waits for its end or goes on at once.'),
  params: z.object({
    flow: z.string().max(40).default('').meta({ title: t('Flow'), description: t('Only published flows can be run; later versions are taken as soon as they are live.'), widget: 'flow' }),
    about: About.meta({ title: t('For whom'), description: t('Within “For each” it can be the lead of the round.'), enumNames: aboutNames }),
    waits: z.boolean().default(true).meta({ title: t('Wait until it has ended'), description: t('Otherwise this run goes on at once and never hears how it ended.') }),
    limit: Duration.default({ amount: 1, unit: 'd' }).meta({ title: t('At most'), description: t('After that this run goes on by “Not ended”, and so does the other one on its own.'), showWhen: { waits: true } }),
  }),
  outlets: (params): Outlet[] =>
    params.waits
      ? [
          { name: 'done', label: t('It has ended'), side: 'down' },
          { name: 'failed', label: t('It failed'), side: 'right' },
          { name: 'timedOut', label: t('Not ended in {duration}', { duration: formatDuration(params.limit) }), side: 'left' },
        ]
      : [{ name: 'done', label: t('It has begun'), side: 'down' }],
  summary: (params, names) => {
    if (params.flow === '') return t('No flow chosen yet')
    const flow = names.of('flow', params.flow)
    return params.waits ? t('{flow}, at most {duration}', { flow, duration: formatDuration(params.limit) }) : t('{flow}, without waiting', { flow })
  },
  lower: (params) => ({ op: 'await', timeout: params.waits ? 'timedOut' : 'done' }),
  calls: (params) => (params.flow === '' ? [] : [params.flow]),
})
