import { and, eq, isNull, sql } from 'drizzle-orm'
import { leadsOfContact } from '../consent/leads-of-contact'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { contacts, effects, runs } from '../db/schema'

/** Whom a mail is from and about which inquiry. */
export interface Answered {
  contact: typeof contacts.$inferSelect
  /** Null: none of theirs is open, and it answers none of our messages. */
  leadId: string | null
  /** The message of ours that it answers. */
  effect?: { key: string; state: string; to: string }
}

const findEffect = keptQuery((db) =>
  db
    .select({ key: effects.key, state: effects.state, request: effects.request, contactId: effects.contactId, subjectType: runs.subjectType, subjectId: runs.subjectId })
    .from(effects)
    .innerJoin(runs, eq(runs.id, effects.runId))
    .where(and(sql`${effects.providerId} = ${sql.placeholder('messageId')} and ${effects.providerId} is not null`, eq(effects.channel, 'email')))
    .prepare(),
)

/** By the first of these Message-IDs that is a message of ours to somebody outside. */
export function findByMessage(db: Database, messageIds: string[]): Answered | undefined {
  for (const messageId of messageIds) {
    const row = findEffect(db).get({ messageId })
    const contact = row?.contactId && db.select().from(contacts).where(and(eq(contacts.id, row.contactId), isNull(contacts.deletedAt))).get()
    if (!row || !contact) continue
    const to = row.request?.channel === 'email' ? row.request.to.toLowerCase() : ''
    return { contact, leadId: row.subjectType === 'lead' ? row.subjectId : null, effect: { key: row.key, state: row.state, to } }
  }
  return undefined
}

/** By the sender's address: about the newest of their inquiries that are open. */
export function findBySender(db: Database, address: string): Answered | undefined {
  const contact = address === '' ? undefined : db.select().from(contacts).where(and(eq(contacts.emailNorm, address.normalize('NFKC')), isNull(contacts.deletedAt))).orderBy(sql`updated_at desc`).get()
  return contact && { contact, leadId: leadsOfContact(db, contact.id)[0] ?? null }
}
