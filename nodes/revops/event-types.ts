import { z } from 'zod'

/** Types of events that flows speak of in words. Any other type may arrive as well; it is then shown as it is written. */
export const eventTypes = {
  'lead.received': 'A lead arrives',
  'lead.updated': 'A field of the lead changes',
  'email.replied': 'The lead replies to an e-mail',
  'email.clicked': 'The lead clicks a link in an e-mail',
  'email.bounced': 'An e-mail to the lead comes back',
  'call.logged': 'A call is logged',
  'meeting.booked': 'A meeting is booked',
  'meeting.held': 'A meeting takes place',
  'form.submitted': 'A form is filled in',
  'page.visited': 'A page is visited',
  'document.signed': 'A document is signed',
  'deal.created': 'A deal is created',
  'deal.stage_changed': 'A deal changes its stage',
  'deal.won': 'A deal is won',
  'deal.lost': 'A deal is lost',
} as const

/** A type as senders write it. */
export const eventTypePattern = /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$/

/** The type of an event: lower-case words with dots between, at most 60 characters. */
export const EventType = z
  .string()
  .max(60, 'A type has at most 60 characters')
  .regex(eventTypePattern, 'Write the type in lower case with dots, for example meeting.booked')
  .meta({ widget: 'event-type' })

/** The type in words for ops, or as it is written where it has none. */
export function eventWords(type: string): string {
  return Object.hasOwn(eventTypes, type) ? eventTypes[type as keyof typeof eventTypes] : `“${type}” arrives`
}
