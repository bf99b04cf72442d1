import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

export const onCall = defineNode({
  type: 'on-call',
  title: 'Call who is on duty',
  family: 'people',
  icon: 'phone-call',
  description: 'Offers the lead to the person on duty, whether or not they have room. When the rota has a hole, the team’s manager is asked.',
  params: z.object({
    rota: z.string().max(40).default('').meta({ title: 'Rota', description: 'Says who is on duty when; its layers are asked from the top.', widget: 'rota' }),
  }),
  outlets: () => [
    { name: 'assigned', label: 'Somebody on duty', side: 'down' },
    { name: 'nobody', label: 'Nobody on duty', side: 'right' },
  ],
  summary: (params, names) => (params.rota === '' ? 'No rota chosen yet' : `Whoever is on duty in ${names.of('rota', params.rota)}`),
  produces: () => [{ name: 'repName', label: 'Rep’s name', type: 'text', example: 'Tom Okafor' }],
  lower: () => ({ op: 'records' }),
})
