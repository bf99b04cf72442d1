import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Mail that the local mailbox has received. */
export const mailbox = sqliteTable(
  'mailbox',
  {
    id: text().primaryKey(),
    messageId: text().notNull(),
    from: text().notNull(),
    to: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    /** The same with its looks, where the mail has that. */
    html: text(),
    at: integer().notNull(),
  },
  (table) => [index('mailbox_at').on(table.at), index('mailbox_to').on(table.to, table.at)],
)
