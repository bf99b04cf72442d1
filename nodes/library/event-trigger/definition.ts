import { z } from 'zod'
import { RuleGroup } from '../../revops/condition'
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
    event: EventType.default('lead.received').meta({ title: 'Start when', widget: 'event-type' }),
    condition: RuleGroup.default({ combinator: 'and', rules: [] }).meta({ title: 'Only if' }),
    starts: z.enum(['at-once', 'unless']).default('at-once').meta({ title: 'Start', enumNames: ['At once', 'Only if something does not follow in time'] }),
    unless: EventType.default('meeting.booked').meta({ title: 'What should follow', widget: 'event-type', showWhen: { starts: 'unless' } }),
    within: Duration.default({ amount: 3, unit: 'd' }).meta({ title: 'Within', showWhen: { starts: 'unless' } }),
  }),
  outlets: () => [{ name: 'next', label: '', side: 'down' }],
  summary: ({ event, starts, unless, within }) =>
    starts === 'at-once' ? eventWords(event) : `${event}, then no ${unless} in ${formatDuration(within)}`,
  lower: () => ({ op: 'trigger' }),
  startsOn: ({ event, condition, starts, unless, within }) => ({
    on: 'event', event,
    ...(condition.rules.length > 0 && { condition }),
    ...(starts === 'unless' && { unless: { event: unless, withinMs: durationMs(within) } }),
  }),
})
