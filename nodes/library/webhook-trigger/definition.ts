import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { EventType } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'

export const webhookTrigger = defineNode({
  type: 'webhook-trigger',
  title: 'When one source sends',
  family: 'trigger',
  icon: 'webhook',
  description: 'Starts the flow for what one form, system or integration sends to its own address. What other sources send starts other flows.',
  params: z.object({
    source: z.string().max(40).default('').meta({ title: 'Source', widget: 'source' }),
    event: EventType.default('lead.received').meta({ title: 'Start when it sends', widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Only if' }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ source, event }, names) => (source === '' ? 'No source chosen yet' : `${names.of('source', source)} sends ${event}`),
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ source, event, condition }) => ({ on: 'event', event, source, ...(condition.rules.length > 0 && { condition }) }),
})
