import { sql } from 'drizzle-orm'
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** A follow-up in somebody's list. */
export const tasks = sqliteTable(
  'tasks',
  {
    id: text().primaryKey(),
    type: text().notNull(),
    title: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    ownerId: text(),
    state: text({ enum: ['open', 'done', 'dropped'] }).notNull(),
    dueAt: integer().notNull(),
    /** Unique while open, so that nothing is asked twice. */
    openKey: text().notNull(),
    originRunId: text(),
    originNodeId: text(),
    createdAt: integer().notNull(),
    doneAt: integer(),
  },
  (table) => [uniqueIndex('tasks_open_key').on(table.openKey).where(sql`state = 'open'`)],
)
