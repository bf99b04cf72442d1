import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const repeat = defineNode({
  type: 'repeat',
  title: t('Repeat at most N times'),
  family: 'control',
  icon: 'repeat',
  description: t('Goes round the steps that lead back to it, so often and no more. In texts, {number} is the round.', { number: '{{ item.number }}' }),
  params: z.object({
    times: z.number().int().min(1, t('At least once')).max(10_000, t('At most 10,000 times')).default(3).meta({ title: t('At most this often'), description: t('Then the run goes on by the other way, whatever has come of it.') }),
  }),
  outlets: (params) => [
    { name: 'each', label: t('Go round'), side: 'down' },
    { name: 'done', label: t('After {times, plural, =1 {once} other {# times}}', { times: params.times }), side: 'right' },
  ],
  summary: (params) => t('Goes round {times, plural, =1 {once} other {# times}} at most', { times: params.times }),
  lower: (params) => ({ op: 'forEach', times: params.times }),
})
