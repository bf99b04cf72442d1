import { and, eq, isNull, sql } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { JsonObject } from '#nodes/sdk/json'
import { createNoteConsents } from '../consent/note-consents'
import type { Database } from '../db/open-database'
import { companies, contacts, leads } from '../db/schema'
import { updateRows } from '../db/write-rows'
import { askWhetherSame, baseOfEmail, createFindAlike } from '../contacts/find-alike'
import { createSourceOfLead } from '../sources/source-of-lead'
import { createFindTerritory } from '../territories/find-territory'
import { createReadLead } from './read-lead'
import { parseLead, type ParsedLead } from './parse-lead'
import { readWhere } from './read-where'

/**
 * Writes the lead of an event, with its contact (the same e-mail or phone is the same person; an address that differs by what stands after a plus sign is one if name and company agree, and else a question) and what they say about being contacted, company, source and, where none was
 * given, territory.
 */
export function createCreateLead(db: Database): (event: { id: string; sourceId: string; data: JsonObject }, now: number) => string {
  const sourceOf = createSourceOfLead(db)
  const noteConsents = createNoteConsents(db)
  const findTerritory = createFindTerritory(db)
  const readLead = createReadLead(db)
  const findAlike = createFindAlike(db)
  const byEmail = db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.emailNorm, sql.placeholder('value')), isNull(contacts.deletedAt))).limit(1).prepare()
  const byPhone = db.select({ id: contacts.id }).from(contacts).where(and(eq(contacts.phoneNorm, sql.placeholder('value')), isNull(contacts.deletedAt))).limit(1).prepare()
  const byCompany = db.select({ id: companies.id }).from(companies).where(eq(companies.nameNorm, sql.placeholder('value'))).limit(1).prepare()
  const insertContact = db
    .insert(contacts)
    .values({
      id: sql.placeholder('id'), name: sql.placeholder('name'), emailNorm: sql.placeholder('emailNorm'), emailBase: sql.placeholder('emailBase'), phoneNorm: sql.placeholder('phoneNorm'),
      companyId: sql.placeholder('companyId'), createdAt: sql.placeholder('now'), updatedAt: sql.placeholder('now'),
    })
    .prepare()
  const insertLead = db
    .insert(leads)
    .values({
      id: sql.placeholder('id'), eventId: sql.placeholder('eventId'), sourceId: sql.placeholder('sourceId'), contactId: sql.placeholder('contactId'),
      name: sql.placeholder('name'), email: sql.placeholder('email'), phone: sql.placeholder('phone'), company: sql.placeholder('company'),
      message: sql.placeholder('message'), territory: sql.placeholder('territory'), industry: sql.placeholder('industry'), amount: sql.placeholder('amount'),
      score: sql.placeholder('score'), skills: sql.placeholder('skills'), more: sql.placeholder('more'), state: 'open',
      receivedAt: sql.placeholder('now'), updatedAt: sql.placeholder('now'), version: 1,
    })
    .prepare()

  function companyOf({ company, emailNorm }: ParsedLead, now: number): string | null {
    if (!company) return null
    const nameNorm = company.toLowerCase().normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    if (nameNorm === '') return null
    const found = byCompany.get({ value: nameNorm })
    if (found) return found.id
    const id = newId(now)
    db.insert(companies).values({ id, name: company, nameNorm, domain: emailNorm?.split('@')[1] ?? null, createdAt: now }).run()
    return id
  }

  return (event, now) => {
    const lead = parseLead(event.data)
    const known = (lead.emailNorm && byEmail.get({ value: lead.emailNorm })) || (lead.phoneNorm && byPhone.get({ value: lead.phoneNorm }))
    const alike = known ? undefined : findAlike(lead)
    const same = known || (alike?.isSame ? alike : undefined)
    const contactId = same ? same.id : newId(now)
    if (!same) insertContact.run({ id: contactId, name: lead.name, emailNorm: lead.emailNorm, emailBase: baseOfEmail(lead.emailNorm), phoneNorm: lead.phoneNorm, companyId: companyOf(lead, now), now })
    const { zone, region } = readWhere(event.data)
    if (zone !== undefined || region !== undefined) updateRows(db, contacts, { ...(zone !== undefined && { zone }), ...(region !== undefined && { region }) }, { id: contactId })
    const sourceId = sourceOf(event, now)
    noteConsents({ sourceId, event, contact: { id: contactId, isNew: !same, hasEmail: lead.emailNorm !== null, hasPhone: lead.phoneNorm !== null } }, now)
    const id = newId(now)
    if (alike && !alike.isSame) askWhetherSame(db, { contactId, alikeId: alike.id, leadId: id }, now)
    insertLead.run({ ...lead, id, eventId: event.id, sourceId, contactId, now })
    const found = lead.territory === null ? findTerritory(() => readLead(id)) : undefined
    if (found?.territory) updateRows(db, leads, found, { id })
    return id
  }
}
