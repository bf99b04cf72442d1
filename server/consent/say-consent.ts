import { type Actor, createAddAudit } from '../audit/add-audit'
import { keptQuery } from '../db/kept-query'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { internalSource } from '../events/internal-source'
import { createKeepEvent } from '../events/keep-event'
import { addConsent, type SaidConsent } from './add-consent'
import { leadsOfContact } from './leads-of-contact'
import { wakeMessages } from './wake-messages'

const keepEvent = keptQuery((db) => createKeepEvent(db))

/**
 * Writes down what a person said. A no holds for every message whose sending begins after this commit, in every flow: what waits to be sent is asked about again at
 * once. Flows hear of it, about each lead of this person that is not over. Audited. Part of the caller's transaction; saying it again adds another row.
 */
export function sayConsent(db: Database, said: SaidConsent & { state: 'granted' | 'withdrawn'; actor: Actor }, now: number): void {
  const { actor, contactId, channel, purpose, state, source } = said
  addConsent(db, said, now)
  createAddAudit(db)({ actor, action: `consent.${state}`, subject: { type: 'contact', id: contactId }, after: { channel, purpose, source } }, now)
  if (state === 'withdrawn') wakeMessages(db, contactId, now)
  for (const leadId of leadsOfContact(db, contactId)) {
    keepEvent(db)({ sourceId: internalSource(db, now), externalId: newId(now), type: `consent.${state}`, data: { channel, purpose, source }, occurredAt: said.at, subject: { type: 'lead', id: leadId } }, now)
  }
}
