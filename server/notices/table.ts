import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A message on our own pages. */
export const notices = sqliteTable(
  'notices',
  {
    id: text().primaryKey(),
    effectKey: text().notNull(),
    personId: text().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    link: text().notNull(),
    at: integer().notNull(),
    readAt: integer(),
  },
  (table) => [uniqueIndex('notices_effect').on(table.effectKey), index('notices_person').on(table.personId, table.at)],
)
