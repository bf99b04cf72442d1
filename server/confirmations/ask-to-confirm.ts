import { and, desc, eq, isNull, ne } from 'drizzle-orm'
import { askAgainAfterMs } from '#nodes/revops/gate/confirmation'
import { openAsks } from '#nodes/revops/gate/consent'
import type { JsonObject } from '#nodes/sdk/json'
import { consentsOf } from '../consent/consents-of'
import type { Language } from '../consent/outside-words'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { confirmations, contacts } from '../db/schema'
import { insertRow } from '../db/write-rows'

interface Asked {
  contactId: string
  sourceId: string
  event: { id: string; data: JsonObject }
}

/**
 * Has a person asked to confirm their e-mail address, where there is something to confirm. An address is asked once at a time, and again only a while after the last: until then the request
 * waits, and goes if there is something to confirm still. Part of the caller's transaction.
 */
export function askToConfirm(db: Database, { contactId, sourceId, event }: Asked, now: number): void {
  const contact = db.select({ email: contacts.emailNorm, region: contacts.region }).from(contacts).where(and(eq(contacts.id, contactId), isNull(contacts.deletedAt))).get()
  if (!contact?.email || openAsks(consentsOf(db, contactId), 'email').length === 0) return
  const last = db
    .select({ at: confirmations.notBefore, state: confirmations.state })
    .from(confirmations)
    .where(and(eq(confirmations.email, contact.email), ne(confirmations.state, 'dropped')))
    .orderBy(desc(confirmations.notBefore))
    .limit(1)
    .get()
  insertRow(
    db,
    confirmations,
    { id: newId(now), contactId, email: contact.email, language: languageIn(event.data, contact.region), sourceId, eventId: event.id, state: 'due', notBefore: Math.max(now, (last?.at ?? Number.NEGATIVE_INFINITY) + askAgainAfterMs), createdAt: now },
    // One that waits already asks for this as well.
    { orIgnore: true },
  )
}

/** The language that the lead says, else the one that is spoken where the person is. */
function languageIn(data: JsonObject, region: string | null): Language {
  const said = [data.language, data.locale, data.lang].find((each) => typeof each === 'string' && each !== '') as string | undefined
  if (said !== undefined) return /^(de|ger|deu|german|deutsch)\b/i.test(said) ? 'de' : 'en'
  return region !== null && /^(DE|AT|LI)\b/.test(region) ? 'de' : 'en'
}
