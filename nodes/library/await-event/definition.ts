import { z } from 'zod'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { areDifferent, WayId } from '../../sdk/ways'
import { t } from '../../sdk/t'

const Awaited = z.object({
  id: WayId,
  type: EventType.default('email.replied').meta({ title: t('Event'), description: t('What must happen. It counts if it is about this lead, or fits the field below.'), widget: 'event-type' }),
  field: z.string().max(200).regex(/^([A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*)?$/, t('Write the field as orderId or order.id')).default('').meta({
    title: t('Field to compare'), description: t('Empty: any such event about this lead.'),
  }),
  equals: z.string().max(500).default('').meta({ title: t('Must be'), description: t('The value that the field of the event has. Only asked where a field is named.'), widget: 'text' }),
})

export const awaitEvent = defineNode({
  type: 'await-event',
  title: t('Wait for an event'),
  family: 'wait',
  icon: 'radio',
  description: t('Waits until something happens: the first of the events decides the way. One that came shortly before the wait counts as well, so nothing is missed, and no event is taken twice.'),
  params: z.object({
    events: z
      .array(Awaited)
      .min(1, t('Choose at least one event'))
      .max(10, t('A step waits for at most ten events'))
      .refine(areDifferent, t('Two events have the same inner name'))
      .default([{ id: 'a', type: 'email.replied', field: '', equals: '' }])
      .meta({ title: t('Events: the first to happen decides'), description: t('Each has a way out of its own.'), widget: 'ways' }),
    window: Duration.default({ amount: 2, unit: 'd' }).meta({ title: t('At most'), description: t('After that the run goes on by “Nothing”.') }),
    counts: z.enum(['clock', 'business']).default('clock').meta({
      title: t('Counted in'), enumNames: [t('Time by the clock'), t('Working time')], description: t('Working time leaves out nights, days off and holidays; a day of it is one working day.'),
    }),
    lookBack: Duration.default({ amount: 1, unit: 'd' }).meta({ title: t('What came before counts for'), description: t('An event that came this long before the wait is taken at once.') }),
  }),
  outlets: (params) => [
    // Two ways leave by a side each; more stand beside one another.
    ...params.events.map((event, index): Outlet => ({ name: event.id, label: eventWords(event.type), side: params.events.length === 2 && index === 1 ? 'left' : 'down' })),
    { name: 'timedOut', label: t('Nothing in {duration}', { duration: formatDuration(params.window) }), side: 'right' },
  ],
  summary: (params) => t('{events}; at most {duration}', { events: params.events.map((event) => eventWords(event.type)).reduce((first, second) => t('{first}, or {second}', { first, second })), duration: formatDuration(params.window) }),
  produces: () => [
    { name: 'type', label: t('Type of the event'), type: 'text', example: 'email.replied' },
    { name: 'occurredAt', label: t('When it happened'), type: 'date', example: '2026-04-22T12:00:00.000Z' },
    { name: 'data', label: t('What came with the event'), type: 'object', example: '' },
  ],
  lower: () => ({ op: 'await', timeout: 'timedOut' }),
  // An event is taken once, so a loop that goes round on events goes round as often as they come.
  bounds: () => 'waits',
})
