import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { JsonObject } from '#nodes/sdk/json'
import { contacts } from '../contacts/table'

/** What people said about being contacted. Rows are only ever added. */
export const consentEvents = sqliteTable(
  'consent_events',
  {
    id: text().primaryKey(),
    contactId: text().notNull().references(() => contacts.id),
    channel: text({ enum: ['email', 'sms', 'call'] }).notNull(),
    purpose: text({ enum: ['inquiry', 'marketing', 'contract'] }).notNull(),
    state: text({ enum: ['granted', 'withdrawn', 'asked'] }).notNull(),
    /** When it was said. */
    at: integer().notNull(),
    receivedAt: integer().notNull(),
    /** Where it was said, in words: the name of a form, “unsubscribe link”. */
    source: text().notNull(),
    /** Which text it was said to. */
    textVersion: text(),
    /** What proves it: the event that brought it, for example. */
    evidence: text({ mode: 'json' }).$type<JsonObject>(),
    /** Who wrote it down here. */
    actor: text().notNull(),
  },
  (table) => [index('consent_events_contact').on(table.contactId)],
)

/** People, addresses and numbers that must not be contacted, whatever they once said. */
export const doNotContact = sqliteTable(
  'do_not_contact',
  {
    id: text().primaryKey(),
    /** An e-mail or phone, written as contacts keep it; or a whole domain as “@example.com”. */
    value: text().notNull(),
    /** Null: all of them. */
    channel: text({ enum: ['email', 'sms', 'call'] }),
    reason: text().notNull(),
    createdAt: integer().notNull(),
    /** Taken off again. */
    endedAt: integer(),
  },
  (table) => [index('do_not_contact_value').on(table.value).where(sql`ended_at is null`)],
)
