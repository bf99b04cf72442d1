import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

export const manualTrigger = defineNode({
  type: 'manual-trigger',
  title: 'Started by hand',
  family: 'trigger',
  icon: 'hand',
  description: 'Nothing starts this flow by itself: a person does, for one lead, or another flow runs it as a part of its own.',
  params: z.object({}),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: () => 'By a person or by another flow',
  lower: () => ({ op: 'trigger' }),
  startsOn: () => ({ on: 'manual' }),
})
