import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Something that was written down at a record. */
export const notes = sqliteTable(
  'notes',
  {
    id: text().primaryKey(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** The run whose step wrote it. */
    runId: text(),
    text: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('notes_subject').on(table.subjectType, table.subjectId, table.createdAt), index('notes_run').on(table.runId)],
)
