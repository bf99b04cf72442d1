import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const join = defineNode({
  type: 'join',
  title: t('Go on when branches are done'),
  family: 'control',
  icon: 'git-merge',
  description: t('Waits until enough of the branches that lead here have come, and goes on once. When too many of them have failed or ended elsewhere, it goes the other way instead of waiting for ever.'),
  params: z.object({
    need: z.enum(['all', 'first', 'number']).default('all').meta({
      title: t('Go on when'), description: t('Branches that come later than that do nothing here.'), enumNames: [t('All branches are done'), t('The first one is done'), t('A number of them is done')],
    }),
    count: z.number().int().min(1).max(8).default(2).meta({ title: t('How many'), description: t('At most as many as lead here.'), showWhen: { need: 'number' } }),
  }),
  outlets: () => [
    { name: 'done', label: '', side: 'down' },
    { name: 'incomplete', label: t('Some branch failed or ended'), side: 'right' },
  ],
  summary: (params) => ({ all: t('When all branches are done'), first: t('When the first branch is done'), number: t('When {count} branches are done', { count: params.count }) })[params.need],
  lower: (params) => ({ op: 'join', need: { all: 'all' as const, first: 1, number: params.count }[params.need] }),
})
