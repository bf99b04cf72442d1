import { and, desc, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Json, JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { contacts, leads } from '../db/schema'
import type { LeadReference } from './lead-reference'

export interface EventSubject {
  type: 'lead' | 'workspace'
  id: string
}

/**
 * Finds the lead that an event is about: by its id, or the newest lead of the contact with this e-mail or phone that is not
 * over. Where the sender names none, `leadId`, `email` and `phone` in the event's data are tried.
 */
export function createFindSubject(db: Database): (lead: LeadReference | undefined, data: JsonObject) => EventSubject | null {
  const byId = db.select({ id: leads.id }).from(leads).where(and(eq(leads.id, sql.placeholder('id')), isNull(leads.deletedAt))).prepare()
  const isOpen = and(notInArray(leads.state, ['rejected', 'merged', 'closed']), isNull(leads.deletedAt), isNull(contacts.deletedAt))
  const newestOf = (contact: typeof contacts.emailNorm | typeof contacts.phoneNorm) =>
    db
      .select({ id: leads.id })
      .from(contacts)
      .innerJoin(leads, eq(leads.contactId, contacts.id))
      .where(and(eq(contact, sql.placeholder('value')), isOpen))
      .orderBy(desc(leads.receivedAt), desc(leads.id))
      .limit(1)
      .prepare()
  const byEmail = newestOf(contacts.emailNorm)
  const byPhone = newestOf(contacts.phoneNorm)

  return (lead, data) => {
    const { id, email, phone } = lead === undefined ? { id: text(data.leadId), email: text(data.email), phone: text(data.phone) } : typeof lead === 'string' ? { id: lead } : lead
    const phoneNorm = phone === undefined ? undefined : parsePhoneNumberFromString(phone)?.number
    const found =
      (id !== undefined && byId.get({ id })) ||
      (email !== undefined && byEmail.get({ value: email.trim().toLowerCase().normalize('NFKC') })) ||
      (phoneNorm !== undefined && byPhone.get({ value: phoneNorm }))
    return found ? { type: 'lead', id: found.id } : null
  }
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}
