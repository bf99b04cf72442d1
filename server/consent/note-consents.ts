import { eq, sql } from 'drizzle-orm'
import type { ContactChannel, Purpose } from '#nodes/revops/gate/channels'
import { foldConsent } from '#nodes/revops/gate/consent'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import { consentsOf } from './consents-of'
import { addConsent } from './add-consent'
import { readConsents } from './read-consents'
import { wakeMessages } from './wake-messages'

interface Inquiry {
  event: { id: string; sourceId: string; data: JsonObject }
  contact: { id: string; isNew: boolean; hasEmail: boolean; hasPhone: boolean }
}

/**
 * Writes down what an arriving lead says about being contacted. Whoever asks us something may be answered, by e-mail and by phone, where they gave these; a list that
 * was imported is no question. Part of the caller's transaction.
 */
export function createNoteConsents(db: Database): (inquiry: Inquiry, now: number) => void {
  const findSource = db.select({ name: sources.name, kind: sources.kind }).from(sources).where(eq(sources.id, sql.placeholder('id'))).prepare()

  return ({ event, contact }, now) => {
    const sender = findSource.get({ id: event.sourceId })
    const said = readConsents(event.data)
    const base = { contactId: contact.id, actor: { kind: 'source' as const, id: event.sourceId }, evidence: { eventId: event.id } }
    const source = sender?.name ?? 'Unknown'
    for (const each of said) addConsent(db, { ...base, source, at: now, ...each }, now)
    if (!contact.isNew && said.some(({ state }) => state === 'withdrawn')) wakeMessages(db, contact.id, now)
    if (sender?.kind === 'import') return
    const before = contact.isNew ? [] : consentsOf(db, contact.id)
    const asks = (channel: ContactChannel, purpose: Purpose) => {
      if (said.some((each) => each.channel === channel && each.purpose === purpose) || foldConsent(before, channel, purpose).state === 'granted') return
      addConsent(db, { ...base, channel, purpose, state: 'granted', at: now, source: `Asked us: ${source}` }, now)
    }
    if (contact.hasEmail) asks('email', 'inquiry')
    if (contact.hasPhone) asks('call', 'inquiry')
  }
}
