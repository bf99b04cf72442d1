import { and, desc, eq, isNull, notInArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'

const most = 100

/** Inquiries of a person that are not over, newest first; at most a hundred. */
export function leadsOfContact(db: Database, contactId: string): string[] {
  return db
    .select({ id: leads.id })
    .from(leads)
    .where(and(eq(leads.contactId, contactId), isNull(leads.deletedAt), notInArray(leads.state, ['rejected', 'merged', 'closed'])))
    .orderBy(desc(leads.receivedAt), desc(leads.id))
    .limit(most)
    .all()
    .map(({ id }) => id)
}
