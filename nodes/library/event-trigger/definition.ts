import { z } from 'zod'
import { againOf, againParams, settleOf, settleParams } from '../../revops/again'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'
import { Duration, durationMs, formatDuration } from '../../sdk/duration'
import { t } from '../../sdk/t'

export const eventTrigger = defineNode({
  type: 'event-trigger',
  title: t('When something happens'),
  family: 'trigger',
  icon: 'zap',
  description: t('Starts the flow once for each event, or once something has failed to follow it in time. The same event delivered again starts nothing.'),
  params: z.object({
    event: EventType.default('lead.received').meta({ title: t('Start when'), description: t('One run for each such event.'), widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: t('Only if'), description: t('Asked of the lead when the event arrives. Without a rule everybody fits.') }),
    starts: z.enum(['at-once', 'unless']).default('at-once').meta({ title: t('Start'), description: t('The second choice is for what fails to happen, such as no meeting after a reply.'), enumNames: [t('At once'), t('Only if something does not follow in time')] }),
    unless: EventType.default('meeting.booked').meta({ title: t('What should follow'), description: t('If this comes in time, nothing is started.'), widget: 'event-type', showWhen: { starts: 'unless' } }),
    within: Duration.default({ amount: 3, unit: 'd' }).meta({ title: t('Within'), description: t('Counted from the first event.'), showWhen: { starts: 'unless' } }),
    ...settleParams,
    ...againParams,
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ event, starts, unless, within, condition }) => {
    const starting = starts === 'unless' ? t('{event}, and no “{other}” in {duration}', { event: eventWords(event), other: eventWords(unless), duration: formatDuration(within) }) : eventWords(event)
    return condition.rules.length === 0 ? starting : t('{event}, only if {condition}', { event: starting, condition: describeCondition(condition) })
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ event, condition, starts, unless, within, ...more }) => ({
    on: 'event', event, ...againOf(more),
    ...(condition.rules.length > 0 && { condition }),
    ...(starts === 'unless' ? { unless: { event: unless, withinMs: durationMs(within) } } : settleOf(more)),
  }),
})
