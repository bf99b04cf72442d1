import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

export const repeat = defineNode({
  type: 'repeat',
  title: 'Repeat at most N times',
  family: 'control',
  icon: 'repeat',
  description: 'Goes round the steps that lead back to it, so often and no more. In texts, {{ item.number }} is the round.',
  params: z.object({
    times: z.number().int().min(1, 'At least once').max(10_000, 'At most 10,000 times').default(3).meta({ title: 'At most this often', description: 'Then the run goes on by the other way, whatever has come of it.' }),
  }),
  outlets: (params) => [
    { name: 'each', label: 'Go round', side: 'down' },
    { name: 'done', label: `After ${times(params.times)}`, side: 'right' },
  ],
  summary: (params) => `Goes round ${times(params.times)} at most`,
  lower: (params) => ({ op: 'forEach', times: params.times }),
})

function times(count: number): string {
  return count === 1 ? 'once' : `${count.toLocaleString('en')} times`
}
