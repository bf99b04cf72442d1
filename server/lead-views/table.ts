import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A way to look at the leads that somebody has kept: which, in which order, with which columns. */
export const leadViews = sqliteTable(
  'lead_views',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** The user who made it. */
    userId: text().notNull(),
    isShared: integer({ mode: 'boolean' }).notNull(),
    /** What stands behind the question mark of the page's address. */
    search: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [index('lead_views_user').on(table.userId), index('lead_views_shared').on(table.isShared)],
)
