import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

export const join = defineNode({
  type: 'join',
  title: 'Go on when branches are done',
  family: 'control',
  icon: 'git-merge',
  description: 'Waits until enough of the branches that lead here have come, and goes on once. When too many of them have failed or ended elsewhere, it goes the other way instead of waiting for ever.',
  params: z.object({
    need: z.enum(['all', 'first', 'number']).default('all').meta({
      title: 'Go on when', description: 'Branches that come later than that do nothing here.', enumNames: ['All branches are done', 'The first one is done', 'A number of them is done'],
    }),
    count: z.number().int().min(1).max(8).default(2).meta({ title: 'How many', description: 'At most as many as lead here.', showWhen: { need: 'number' } }),
  }),
  outlets: () => [
    { name: 'done', label: '', side: 'down' },
    { name: 'incomplete', label: 'Some branch failed or ended', side: 'right' },
  ],
  summary: (params) => ({ all: 'When all branches are done', first: 'When the first branch is done', number: `When ${params.count} branches are done` })[params.need],
  lower: (params) => ({ op: 'join', need: { all: 'all' as const, first: 1, number: params.count }[params.need] }),
})
