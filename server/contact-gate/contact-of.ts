import { eq, sql } from 'drizzle-orm'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { leads } from '../db/schema'

const find = keptQuery((db) => db.select({ contactId: leads.contactId }).from(leads).where(eq(leads.id, sql.placeholder('id'))).prepare())

/** The person who has made this inquiry; undefined where the subject is no lead. */
export function contactOf(db: Database, subject: { type: string; id: string }): string | undefined {
  return subject.type === 'lead' ? find(db).get({ id: subject.id })?.contactId : undefined
}
