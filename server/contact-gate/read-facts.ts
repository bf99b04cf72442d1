import { and, eq, gte, inArray, isNull, notInArray, or, sql } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { BusinessHours } from '#nodes/revops/business-time'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import type { ContactFacts } from '#nodes/revops/gate/decide-touch'
import { zonesOfContact } from '#nodes/revops/gate/zones-of-contact'
import { consentsOf } from '../consent/consents-of'
import type { Database } from '../db/open-database'
import { contacts, doNotContact, effects, touches } from '../db/schema'

const dayMs = 86_400_000
/** Caps look back seven days of the person. A colleague's touch may hold for thirty working days, and is the longest that is looked back to. */
const touchesForMs = 60 * dayMs

export interface KnownContact {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  facts: ContactFacts
}

/** What is known of a person for the gate at this instant; `exceptKey`: a message that is being decided upon does not count itself; `withCompany`: also whom else of the company was reached. Undefined: there is no such person. */
export function createReadFacts(db: Database): (contactId: string, of: { channel: ContactChannel; exceptKey?: string; hours: BusinessHours; withCompany: boolean }, now: number) => KnownContact | undefined {
  const find = db.select().from(contacts).where(eq(contacts.id, sql.placeholder('id'))).prepare()
  const entriesOf = db
    .select({ channel: doNotContact.channel, reason: doNotContact.reason })
    .from(doNotContact)
    .where(and(inArray(doNotContact.value, [sql.placeholder('email'), sql.placeholder('domain'), sql.placeholder('phone')]), sql`ended_at is null`))
    .prepare()
  const touchesOf = db
    .select({ channel: touches.channel, at: touches.at, by: touches.by })
    .from(touches)
    .leftJoin(effects, eq(effects.key, touches.effectKey))
    .where(
      and(
        eq(touches.contactId, sql.placeholder('id')), gte(touches.at, sql.placeholder('since')),
        // What the provider refused, or did not take yet, has reached nobody.
        or(isNull(touches.effectKey), and(notInArray(effects.state, ['failed', 'cancelled', 'claimed', 'held']), sql`${touches.effectKey} is not ${sql.placeholder('exceptKey')}`)),
      ),
    )
    .prepare()

  const atCompanyOf = db
    .select({ contactId: touches.contactId, at: touches.at })
    .from(contacts)
    // Crossed, so that SQLite begins with the company's people and not with every message there ever was.
    .crossJoin(touches)
    .innerJoin(effects, and(eq(effects.key, touches.effectKey), notInArray(effects.state, ['failed', 'cancelled', 'claimed', 'held'])))
    .where(
      and(eq(contacts.companyId, sql.placeholder('companyId')), sql`${contacts.id} <> ${sql.placeholder('id')}`, eq(touches.contactId, contacts.id), eq(touches.by, 'flow'), gte(touches.at, sql.placeholder('since'))),
    )
    .prepare()

  return (contactId, { channel, exceptKey, hours, withCompany }, now) => {
    const contact = find.get({ id: contactId })
    if (!contact) return undefined
    const { id, name, emailNorm: email, phoneNorm: phone } = contact
    const where = zonesOfContact({ zone: contact.zone, region: contact.region, phoneCountry: phone ? parsePhoneNumberFromString(phone)?.country : undefined }, hours.zone)
    const domain = email?.includes('@') ? email.slice(email.lastIndexOf('@')) : ''
    return {
      id, name, email, phone,
      facts: {
        isGone: contact.deletedAt !== null, hasAddress: channel === 'email' ? email !== null : phone !== null, where, awayUntil: contact.awayUntil,
        ...(channel === 'email' && email !== null && email === contact.deadEmail && { isAddressDead: true }), consents: consentsOf(db, id), unwanted: contact.unwanted ?? [],
        doNotContact: entriesOf.all({ email: email ?? '', domain, phone: phone ?? '' }), touches: touchesOf.all({ id, since: now - touchesForMs, exceptKey: exceptKey ?? null }),
        ...(withCompany && contact.companyId !== null && { atCompany: atCompanyOf.all({ companyId: contact.companyId, id, since: now - 2 * dayMs }) }),
      },
    }
  }
}
