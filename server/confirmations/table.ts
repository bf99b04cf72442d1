import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { contacts } from '../contacts/table'

/** Requests to people outside to confirm their e-mail address, each sent at most once. */
export const confirmations = sqliteTable(
  'confirmations',
  {
    id: text().primaryKey(),
    contactId: text().notNull().references(() => contacts.id),
    /** Which address is asked; another one that the person has by then is not confirmed by it. */
    email: text().notNull(),
    language: text({ enum: ['en', 'de'] }).notNull(),
    /** Where the person came from, and the event that brought them. */
    sourceId: text().notNull(),
    eventId: text().notNull(),
    /** `sending` beyond `leaseUntil` was cut off, and is then `unknown`: it may have arrived, and does not go again. `dropped`: there was nothing to ask any more. */
    state: text({ enum: ['due', 'sending', 'sent', 'unknown', 'failed', 'dropped'] }).notNull(),
    attempt: integer().notNull().default(0),
    notBefore: integer().notNull(),
    leaseUntil: integer(),
    reason: text(),
    createdAt: integer().notNull(),
    sentAt: integer(),
    /** The link holds until then. */
    expiresAt: integer(),
    confirmedAt: integer(),
  },
  (table) => [
    index('confirmations_email').on(table.email, table.notBefore),
    // One that waits for each address.
    uniqueIndex('confirmations_due').on(table.email).where(sql`state = 'due'`),
    index('confirmations_state').on(table.state, table.notBefore),
  ],
)
