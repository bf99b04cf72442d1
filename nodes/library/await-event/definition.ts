import { z } from 'zod'
import { EventType, eventWords } from '../../revops/event-types'
import { defineNode, type Outlet } from '../../sdk/define-node'
import { Duration, formatDuration } from '../../sdk/duration'
import { areDifferent, WayId } from '../../sdk/ways'

const Awaited = z.object({
  id: WayId,
  type: EventType.default('email.replied').meta({ title: 'Event', description: 'What must happen. It counts if it is about this lead, or fits the field below.', widget: 'event-type' }),
  field: z.string().max(200).regex(/^([A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*)?$/, 'Write the field as orderId or order.id').default('').meta({
    title: 'Field to compare', description: 'Empty: any such event about this lead.',
  }),
  equals: z.string().max(500).default('').meta({ title: 'Must be', description: 'The value that the field of the event has. Only asked where a field is named.', widget: 'text' }),
})

export const awaitEvent = defineNode({
  type: 'await-event',
  title: 'Wait for an event',
  family: 'wait',
  icon: 'radio',
  description: 'Waits until something happens: the first of the events decides the way. One that came shortly before the wait counts as well, so nothing is missed, and no event is taken twice.',
  params: z.object({
    events: z
      .array(Awaited)
      .min(1, 'Choose at least one event')
      .max(10, 'A step waits for at most ten events')
      .refine(areDifferent, 'Two events have the same inner name')
      .default([{ id: 'a', type: 'email.replied', field: '', equals: '' }])
      .meta({ title: 'Events: the first to happen decides', description: 'Each has a way out of its own.', widget: 'ways' }),
    window: Duration.default({ amount: 2, unit: 'd' }).meta({ title: 'At most', description: 'After that the run goes on by “Nothing”.' }),
    lookBack: Duration.default({ amount: 1, unit: 'd' }).meta({ title: 'What came before counts for', description: 'An event that came this long before the wait is taken at once.' }),
  }),
  outlets: (params) => [
    // Two ways leave by a side each; more stand beside one another.
    ...params.events.map((event, index): Outlet => ({ name: event.id, label: eventWords(event.type), side: params.events.length === 2 && index === 1 ? 'left' : 'down' })),
    { name: 'timedOut', label: `Nothing in ${formatDuration(params.window)}`, side: 'right' },
  ],
  summary: (params) => `${params.events.map((event) => eventWords(event.type)).join(', or ')}; at most ${formatDuration(params.window)}`,
  produces: () => [
    { name: 'type', label: 'Type of the event', type: 'text', example: 'email.replied' },
    { name: 'occurredAt', label: 'When it happened', type: 'date', example: '2026-04-22T12:00:00.000Z' },
    { name: 'data', label: 'What came with the event', type: 'object', example: '' },
  ],
  lower: () => ({ op: 'await', timeout: 'timedOut' }),
  // An event is taken once, so a loop that goes round on events goes round as often as they come.
  bounds: () => 'waits',
})
