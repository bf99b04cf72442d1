import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const onCall = defineNode({
  type: 'on-call',
  title: t('Call who is on duty'),
  family: 'people',
  icon: 'phone-call',
  description: t('Offers the lead to the person on duty, whether or not they have room. When the rota has a hole, the manager of who was asked last is asked, and so on upwards.'),
  params: z.object({
    rota: z.string().max(40).default('').meta({ title: t('Rota'), description: t('Says who is on duty when. Rotas are made at Records, On call.'), widget: 'rota' }),
  }),
  outlets: () => [
    { name: 'assigned', label: t('Somebody on duty'), side: 'down' },
    { name: 'nobody', label: t('Nobody on duty'), side: 'right' },
  ],
  summary: (params, names) => (params.rota === '' ? t('No rota chosen yet') : t('Whoever is on duty in {rota}', { rota: names.of('rota', params.rota) })),
  produces: () => [{ name: 'repName', label: t('Rep’s name'), type: 'text', example: 'Tom Okafor' }],
  lower: () => ({ op: 'records' }),
})
