import { z } from 'zod'
import { t } from '../sdk/t'

/** Types of events that flows speak of in words. Any other type may arrive as well; it is then shown as it is written. */
export const eventTypes = {
  'lead.received': t('A lead arrives'),
  'lead.updated': t('A field of the lead changes'),
  'email.replied': t('The lead replies to an e-mail'),
  'lead.away': t('The lead is away, as an automatic reply says'),
  'sms.replied': t('The lead answers a text message'),
  'sms.undelivered': t('A text message to the lead does not arrive'),
  'email.clicked': t('The lead clicks a link in an e-mail'),
  'email.bounced': t('An e-mail to the lead comes back'),
  'call.logged': t('A call is logged'),
  'email.sent': t('A colleague writes an e-mail to the lead'),
  'sms.sent': t('A colleague writes a text message to the lead'),
  'consent.granted': t('The lead agrees to be contacted'),
  'consent.withdrawn': t('The lead does not want to be contacted any more'),
  'meeting.booked': t('A meeting is booked'),
  'meeting.held': t('A meeting takes place'),
  'form.submitted': t('A form is filled in'),
  'page.visited': t('A page is visited'),
  'document.signed': t('A document is signed'),
  'lead.closed': t('Somebody is done with the lead'),
  'lead.taken': t('Somebody has taken the lead'),
  'task.done': t('The owner has done a task about the lead'),
  'proposal.opened': t('A proposal is opened'),
  'conflict.detected': t('Two of us would have reached the lead at once'),
  'deal.created': t('A deal is created'),
  'deal.stage_changed': t('A deal changes its stage'),
  'deal.won': t('A deal is won'),
  'deal.lost': t('A deal is lost'),
  'rep.overloaded': t('Somebody has too much to do'),
  'rep.away': t('Somebody is away for days'),
  'rep.left': t('Somebody leaves'),
  'source.unconfigured': t('Leads come from a source without a rule'),
  'source.configured': t('A source gets its rule'),
} as const

/** What only this installation tells of, when it starts a flow by itself. */
const ownTypes = {
  'schedule.ticked': t('A set time comes'),
  'lead.silent': t('Nothing has been heard of the lead for a time'),
  'lead.date-came': t('A date of the lead comes'),
} as const

/** A type as senders write it. */
export const eventTypePattern = /^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$/

/** The type of an event: lower-case words with dots between, at most 60 characters. */
export const EventType = z
  .string()
  .max(60, t('A type has at most 60 characters'))
  .regex(eventTypePattern, t('Write the type in lower case with dots, for example meeting.booked'))
  .meta({ widget: 'event-type' })

/** The type in words for ops, or as it is written where it has none. */
export function eventWords(type: string): string {
  if (Object.hasOwn(ownTypes, type)) return ownTypes[type as keyof typeof ownTypes]
  return Object.hasOwn(eventTypes, type) ? eventTypes[type as keyof typeof eventTypes] : t('“{type}” arrives', { type })
}
