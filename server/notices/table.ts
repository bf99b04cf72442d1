import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A message on our own pages. Ids sort by when they were made, so a person's are found in order by theirs. */
export const notices = sqliteTable(
  'notices',
  {
    id: text().primaryKey(),
    effectKey: text().notNull(),
    /** Somebody on the roster. */
    personId: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    link: text().notNull(),
    /** The assignment that it asks this person about, if it does. */
    offerId: text(),
    at: integer().notNull(),
    readAt: integer(),
  },
  (table) => [
    uniqueIndex('notices_effect').on(table.effectKey),
    index('notices_person').on(table.personId, table.id),
    index('notices_unread').on(table.personId, table.id).where(sql`${table.readAt} is null`),
    index('notices_read').on(table.readAt).where(sql`${table.readAt} is not null`),
  ],
)
