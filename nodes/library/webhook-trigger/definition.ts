import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'

export const webhookTrigger = defineNode({
  type: 'webhook-trigger',
  title: 'When one source sends',
  family: 'trigger',
  icon: 'webhook',
  description: 'Starts the flow for what one form, system or integration sends to its own address. What other sources send starts other flows.',
  params: z.object({
    source: z.string().max(40).default('').meta({ title: 'Source', description: 'What other sources send starts other flows.', widget: 'source' }),
    event: EventType.default('lead.received').meta({ title: 'Start when it sends', description: 'One run for each such event.', widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Only if', description: 'Asked of the lead when the event arrives. Without a rule everybody fits.' }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ source, event, condition }, names) =>
    source === '' ? 'No source chosen yet' : `${names.of('source', source)}: ${eventWords(event)}${condition.rules.length === 0 ? '' : `, only if ${describeCondition(condition)}`}`,
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ source, event, condition }) => ({ on: 'event', event, source, ...(condition.rules.length > 0 && { condition }) }),
})
