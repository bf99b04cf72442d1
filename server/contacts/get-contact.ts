import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { companies, contacts, flows, leads, reps, runs, sources } from '../db/schema'
import { AppError } from '../errors/app-error'
import { activeStates } from '../runs/rehydrate-run'

/** More inquiries of one person than this are not looked at: the newest are. */
const mostLeads = 50
const mostRuns = 50

/** A person outside: who they are, their inquiries with the newest first, and which flows are under way for them. */
export function getContact(db: Database, id: string) {
  const contact = db
    .select({ id: contacts.id, name: contacts.name, email: contacts.emailNorm, phone: contacts.phoneNorm, zone: contacts.zone, region: contacts.region, company: companies.name, createdAt: contacts.createdAt })
    .from(contacts)
    .leftJoin(companies, eq(companies.id, contacts.companyId))
    .where(and(eq(contacts.id, id), isNull(contacts.deletedAt)))
    .get()
  if (!contact) throw new AppError('not-found', 'There is no such person on record. They may have been removed, or are one with another.')
  const ofContact = and(eq(leads.contactId, id), isNull(leads.deletedAt))
  const found = db
    .select({ id: leads.id, name: leads.name, company: leads.company, message: leads.message, state: leads.state, source: sources.name, owner: reps.name, receivedAt: leads.receivedAt })
    .from(leads)
    .innerJoin(sources, eq(sources.id, leads.sourceId))
    .leftJoin(reps, eq(reps.id, leads.ownerId))
    .where(ofContact)
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(mostLeads)
    .all()
  const count = db.select({ n: sql<number>`count(*)` }).from(leads).where(ofContact).get()?.n ?? 0
  const underWay = found.length === 0 ? [] : db
    .select({ id: runs.id, flow: flows.name, state: runs.state, hold: runs.hold, endReason: runs.endReason, startedAt: runs.startedAt, leadId: runs.subjectId })
    .from(runs)
    .innerJoin(flows, eq(flows.id, runs.flowId))
    .where(and(eq(runs.subjectType, 'lead'), inArray(runs.subjectId, found.map((lead) => lead.id)), inArray(runs.state, ['queued', ...activeStates])))
    .orderBy(desc(runs.startedAt))
    .limit(mostRuns)
    .all()
  return { contact, leads: found, leadCount: count, runs: underWay }
}
