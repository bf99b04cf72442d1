import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const manualTrigger = defineNode({
  type: 'manual-trigger',
  title: t('Started by hand'),
  family: 'trigger',
  icon: 'hand',
  description: t('Nothing starts this flow by itself: a person does, for one lead, or another flow runs it as a part of its own.'),
  params: z.object({}),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: () => t('By a person or by another flow'),
  lower: () => ({ op: 'trigger' }),
  startsOn: () => ({ on: 'manual' }),
})
