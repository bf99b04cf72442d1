import { z } from 'zod'
import { againOf, againParams, settleOf, settleParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

export const webhookTrigger = defineNode({
  type: 'webhook-trigger',
  title: t('When one source sends'),
  family: 'trigger',
  icon: 'webhook',
  description: t('Starts the flow for what one form, system or integration sends to its own address. What other sources send starts other flows.'),
  params: z.object({
    source: z.string().max(40).default('').meta({ title: t('Source'), description: t('What other sources send starts other flows.'), widget: 'source' }),
    event: EventType.default('lead.received').meta({ title: t('Start when it sends'), description: t('One run for each such event.'), widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Only if'), description: t('Asked of the lead when the event arrives. Without a rule everybody fits.') }),
    ...settleParams,
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ source, event, condition }, names) => {
    if (source === '') return t('No source chosen yet')
    const starting = `${names.of('source', source)}: ${eventWords(event)}`
    return condition.rules.length === 0 ? starting : t('{event}, only if {condition}', { event: starting, condition: describeCondition(condition) })
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ source, event, condition, ...more }) => ({ on: 'event', event, source, ...(condition.rules.length > 0 && { condition }), ...settleOf(more), ...againOf(more) }),
})
