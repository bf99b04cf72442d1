import { z } from 'zod'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { t } from '../../sdk/t'
import { areDifferent, WayId } from '../../sdk/ways'

const Way = z.object({
  id: WayId,
  name: z.string().min(1, t('Give the way a name')).max(60).default('New way').meta({ title: t('Name of the way'), description: t('Stands on the line.') }),
  share: z.number().min(0).max(100).default(10).meta({ title: t('Share in %'), description: t('Of all people who come to this step. 0: nobody goes this way.') }),
})
type Way = z.output<typeof Way>

export const split = defineNode({
  type: 'split',
  title: t('Split at random'),
  family: 'condition',
  icon: 'percent',
  description: t('Sends people different ways by chance, to compare them; leave one way without messages to see what happens without them. The same person always goes the same way at this step, however often they come.'),
  params: z.object({
    ways: z
      .array(Way)
      .min(2, t('A split has at least two ways'))
      .max(6, t('A split has at most six ways'))
      .refine(areDifferent, t('Two ways have the same inner name'))
      .refine((ways) => Math.abs(ways.reduce((sum, { share }) => sum + share, 0) - 100) < 0.001, t('The shares must come to 100 % together'))
      .default([{ id: 'a', name: 'A', share: 45 }, { id: 'b', name: 'B', share: 45 }, { id: 'none', name: 'Without messages', share: 10 }])
      .meta({ title: t('Ways and their shares'), description: t('Changed shares hold from then on, and move as few people as can be to another way.'), widget: 'ways' }),
  }),
  outlets: ({ ways }) => ways.map(({ id, name, share }, index): Outlet => ({ name: id, label: t('{name}, {share} %', { name, share }), side: sideOf(index, ways) })),
  summary: ({ ways }) => ways.map(({ name, share }) => t('{name} {share} %', { name, share })).join(' · '),
  lower: () => ({ op: 'branch' }),
})

/** Two or three ways leave by a side each; more stand beside one another. */
function sideOf(index: number, { length }: readonly Way[]): Outlet['side'] {
  return length > 3 ? 'down' : ((['down', 'right', 'left'] as const)[index] ?? 'down')
}
