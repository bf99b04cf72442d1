import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
import { describeCondition } from '../../revops/describe-condition'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode } from '../../sdk/define-node'
import { Duration, durationMs, formatDuration } from '../../sdk/duration'

export const eventTrigger = defineNode({
  type: 'event-trigger',
  title: 'When something happens',
  family: 'trigger',
  icon: 'zap',
  description: 'Starts the flow once for each event, or once something has failed to follow it in time. The same event delivered again starts nothing.',
  params: z.object({
    event: EventType.default('lead.received').meta({ title: 'Start when', description: 'One run for each such event.', widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Only if', description: 'Asked of the lead when the event arrives. Without a rule everybody fits.' }),
    starts: z.enum(['at-once', 'unless']).default('at-once').meta({ title: 'Start', description: 'The second choice is for what fails to happen, such as no meeting after a reply.', enumNames: ['At once', 'Only if something does not follow in time'] }),
    unless: EventType.default('meeting.booked').meta({ title: 'What should follow', description: 'If this comes in time, nothing is started.', widget: 'event-type', showWhen: { starts: 'unless' } }),
    within: Duration.default({ amount: 3, unit: 'd' }).meta({ title: 'Within', description: 'Counted from the first event.', showWhen: { starts: 'unless' } }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ event, starts, unless, within, condition }) => {
    const onlyIf = condition.rules.length === 0 ? '' : `, only if ${describeCondition(condition)}`
    return `${eventWords(event)}${starts === 'unless' ? `, and no “${eventWords(unless)}” in ${formatDuration(within)}` : ''}${onlyIf}`
  },
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ event, condition, starts, unless, within }) => ({
    on: 'event', event,
    ...(condition.rules.length > 0 && { condition }),
    ...(starts === 'unless' && { unless: { event: unless, withinMs: durationMs(within) } }),
  }),
})
