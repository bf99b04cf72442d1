import { eq, sql } from 'drizzle-orm'
import type { ContactChannel, Purpose } from '#nodes/revops/gate/channels'
import { foldConsent } from '#nodes/revops/gate/consent'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { askToConfirm } from '../confirmations/ask-to-confirm'
import { sources } from '../db/schema'
import { consentsOf } from './consents-of'
import { addConsent } from './add-consent'
import { readConsents } from './read-consents'
import { wakeMessages } from './wake-messages'

interface Inquiry {
  /** Which source the lead is from: it may name another than the one that sent it. */
  sourceId: string
  event: { id: string; sourceId: string; data: JsonObject }
  contact: { id: string; isNew: boolean; hasEmail: boolean; hasPhone: boolean }
}

/**
 * Writes down what an arriving lead says about being contacted. Whoever asks us something may be answered, by e-mail and by phone, where they gave these; a list that
 * was imported is no question. Where the sender or the source of the lead says that people confirm their e-mail address first, what is said about e-mail counts once they have. Part of the caller's transaction.
 */
export function createNoteConsents(db: Database): (inquiry: Inquiry, now: number) => void {
  const findSource = db.select({ name: sources.name, kind: sources.kind, confirmsEmail: sources.confirmsEmail }).from(sources).where(eq(sources.id, sql.placeholder('id'))).prepare()

  return ({ sourceId, event, contact }, now) => {
    const sender = findSource.get({ id: event.sourceId })
    // Either is enough: whoever fills in a form could name another source.
    const mustConfirm = sender?.confirmsEmail || (sourceId !== event.sourceId && findSource.get({ id: sourceId })?.confirmsEmail)
    const until = (channel: ContactChannel, state: 'granted' | 'withdrawn') => (mustConfirm && channel === 'email' && state === 'granted' ? 'asked' : state)
    const said = readConsents(event.data)
    const base = { contactId: contact.id, actor: { kind: 'source' as const, id: event.sourceId }, evidence: { eventId: event.id } }
    const source = sender?.name ?? 'Unknown'
    for (const each of said) addConsent(db, { ...base, source, at: now, ...each, state: until(each.channel, each.state) }, now)
    if (!contact.isNew && said.some(({ state }) => state === 'withdrawn')) wakeMessages(db, contact.id, now)
    const before = contact.isNew ? [] : consentsOf(db, contact.id)
    const asks = (channel: ContactChannel, purpose: Purpose) => {
      if (said.some((each) => each.channel === channel && each.purpose === purpose) || foldConsent(before, channel, purpose).state === 'granted') return
      addConsent(db, { ...base, channel, purpose, state: until(channel, 'granted'), at: now, source: `Asked us: ${source}` }, now)
    }
    if (sender?.kind !== 'import' && contact.hasEmail) asks('email', 'inquiry')
    if (sender?.kind !== 'import' && contact.hasPhone) asks('call', 'inquiry')
    if (mustConfirm) askToConfirm(db, { contactId: contact.id, sourceId, event }, now)
  }
}
