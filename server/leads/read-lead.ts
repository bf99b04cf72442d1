import { eq, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../db/open-database'
import { companies, contacts, leads, reps, sources } from '../db/schema'

/** The lead with everything that flows may read of it, under the paths of the field catalog. */
export function createReadLead(db: Database): (leadId: string) => JsonObject | undefined {
  const find = db
    .select({
      lead: leads,
      contactName: contacts.name,
      contactLeads: sql<number>`(select count(*) from leads other where other.contact_id = ${leads.contactId})`,
      companyName: companies.name,
      companyDomain: companies.domain,
      ownerName: reps.name,
      sourceName: sources.name,
    })
    .from(leads)
    .innerJoin(contacts, eq(contacts.id, leads.contactId))
    .innerJoin(sources, eq(sources.id, leads.sourceId))
    .leftJoin(companies, eq(companies.id, contacts.companyId))
    .leftJoin(reps, eq(reps.id, leads.ownerId))
    .where(eq(leads.id, sql.placeholder('id')))
    .prepare()
  return (leadId) => {
    const row = find.get({ id: leadId })
    if (!row) return undefined
    const { lead } = row
    return {
      lead: {
        id: lead.id, name: lead.name, email: lead.email, phone: lead.phone, company: lead.company, message: lead.message,
        territory: lead.territory, territoryRules: lead.territoryRules, industry: lead.industry, amount: lead.amount, score: lead.score, skills: lead.skills,
        note: lead.note, state: lead.state, source: row.sourceName, receivedAt: new Date(lead.receivedAt).toISOString(), more: lead.more,
      },
      contact: { id: lead.contactId, name: row.contactName, leads: row.contactLeads },
      company: { name: row.companyName, domain: row.companyDomain },
      owner: { name: row.ownerName },
    }
  }
}
