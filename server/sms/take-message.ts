import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Purpose, purposes } from '#nodes/revops/gate/channels'
import { foldConsent } from '#nodes/revops/gate/consent'
import { smsKeyword } from '#nodes/revops/sms/sms-keyword'
import { consentsOf } from '../consent/consents-of'
import { leadsOfContact } from '../consent/leads-of-contact'
import { sayConsent } from '../consent/say-consent'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { consentEvents, contacts, doNotContact } from '../db/schema'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'

export interface SmsMessage {
  providerId: string
  /** As E.164. */
  from: string
  text: string
}

const keepEvent = keptQuery((db) => createKeepEvent(db))
const allPurposes = Object.keys(purposes) as Purpose[]
/** As long as providers let a message be. */
const maxText = 1_600
const byWord = 'Text message: STOP'

/**
 * A text message that somebody sends us: a no to all of them, a yes, or an answer, which is an event about each of their open inquiries. The same message again changes
 * nothing. A no from a number that nobody here has is kept with the number. Part of the caller's transaction.
 */
export function takeSmsMessage(db: Database, { providerId, from, text }: SmsMessage, now: number): void {
  const said = smsKeyword(text)
  const people = db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.phoneNorm, from), isNull(contacts.deletedAt))).all()
  if (said === 'stop' || said === 'start') listNumber(db, from, said === 'stop' && people.length === 0, now)
  for (const { id } of people) {
    if (said && say(db, { contactId: id, said, providerId }, now)) continue
    for (const leadId of leadsOfContact(db, id)) {
      keepEvent(db)({ sourceId: internalSource(db, now), externalId: `sms:${providerId}:${leadId}`, type: 'sms.replied', data: { text: text.slice(0, maxText), from }, occurredAt: now, subject: { type: 'lead', id: leadId } }, now)
    }
  }
}

/** Writes down what the word means for each purpose. False: it means nothing, since nothing was taken back. */
function say(db: Database, { contactId, said, providerId }: { contactId: string; said: 'stop' | 'start' | 'yes'; providerId: string }, now: number): boolean {
  const before = consentsOf(db, contactId)
  const stateOf = (purpose: Purpose) => foldConsent(before, 'sms', purpose).state
  if (said === 'yes' && !allPurposes.some((purpose) => stateOf(purpose) === 'withdrawn')) return isKnown(db, contactId, providerId)
  // A yes that is delivered again after a later no must not lift that.
  if (isKnown(db, contactId, providerId)) return true
  const state = said === 'stop' ? 'withdrawn' : 'granted'
  for (const purpose of allPurposes) {
    if (stateOf(purpose) === state || (said === 'yes' && stateOf(purpose) !== 'withdrawn')) continue
    sayConsent(db, { contactId, channel: 'sms', purpose, state, at: now, source: `Text message: ${said.toUpperCase()}`, evidence: { providerId }, actor: { kind: 'system', id: 'sms' } }, now)
  }
  return true
}

function isKnown(db: Database, contactId: string, providerId: string): boolean {
  return db.select({ id: consentEvents.id }).from(consentEvents).where(and(eq(consentEvents.contactId, contactId), sql`json_extract(${consentEvents.evidence}, '$.providerId') = ${providerId}`)).limit(1).get() !== undefined
}

/** Keeps a number that belongs to nobody here from being written to, or takes that back. */
function listNumber(db: Database, phone: string, isNo: boolean, now: number): void {
  // Only what was put there by such a word is taken back by one.
  const entry = and(eq(doNotContact.value, phone), eq(doNotContact.channel, 'sms'), eq(doNotContact.reason, byWord), isNull(doNotContact.endedAt))
  const known = db.select({ id: doNotContact.id }).from(doNotContact).where(entry).get()
  if (isNo && !known) db.insert(doNotContact).values({ id: newId(now), value: phone, channel: 'sms', reason: byWord, createdAt: now }).run()
  if (!isNo && known) db.update(doNotContact).set({ endedAt: now }).where(entry).run()
}
