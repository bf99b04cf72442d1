import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Starts and nudges of runs that Temporal has not taken yet. Rows are deleted once it has. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text({ enum: ['start', 'nudge'] }).notNull(),
    runId: text().notNull(),
    createdAt: integer().notNull(),
  },
  (table) => [index('outbox_run').on(table.runId, table.kind)],
)
