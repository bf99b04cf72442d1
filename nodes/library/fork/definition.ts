import { z } from 'zod'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { areDifferent, WayId } from '../../sdk/ways'
import { t } from '../../sdk/t'

const Way = z.object({
  id: WayId,
  name: z.string().min(1, t('Give the branch a name')).max(60).default('New branch').meta({ title: t('Name of the branch'), description: t('Stands on the line.') }),
})

export const fork = defineNode({
  type: 'fork',
  title: t('Do several things at once'),
  family: 'control',
  icon: 'git-fork',
  description: t('Goes all its ways at the same time. Bring them together again with “Go on when branches are done”, or let each come to an end of its own.'),
  params: z.object({
    ways: z
      .array(Way)
      .min(2, t('There are at least two branches'))
      .max(8, t('There are at most eight branches'))
      .refine(areDifferent, t('Two branches have the same inner name'))
      .default([{ id: 'a', name: 'First branch' }, { id: 'b', name: 'Second branch' }])
      .meta({ title: t('Branches'), description: t('All of them are done at the same time.'), widget: 'ways' }),
  }),
  outlets: (params) => params.ways.map((way): Outlet => ({ name: way.id, label: way.name, side: 'down' })),
  summary: (params) => t('At once: {ways}', { ways: params.ways.map((way) => way.name).join(', ') }),
  lower: () => ({ op: 'fork' }),
})
