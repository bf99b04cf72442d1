import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

const events = { 'lead.received': 'A lead arrives' } as const

export const eventTrigger = defineNode({
  type: 'event-trigger',
  title: 'When something happens',
  family: 'trigger',
  icon: 'zap',
  description: 'Starts the flow once for each event. The same event delivered again starts nothing.',
  params: z.object({
    event: z.enum(Object.keys(events) as (keyof typeof events)[]).default('lead.received').meta({
      title: 'Start when', enumNames: Object.values(events),
    }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: (params) => events[params.event],
  lower: () => ({ op: 'trigger' }),
  startsOn: (params) => [params.event],
})
