import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** A sign of life of each worker's process, renewed every few seconds. */
export const workerBeats = sqliteTable(
  'worker_beats',
  {
    /** Process id and start: a restarted worker is another one. */
    id: text().primaryKey(),
    pid: integer().notNull(),
    startedAt: integer().notNull(),
    at: integer().notNull(),
    /** As Temporal's SDK calls it: RUNNING once it takes work. */
    state: text().notNull(),
    /** How much is in its hands now. */
    tasks: text({ mode: 'json' }).$type<{ workflows: number; activities: number; localActivities: number }>().notNull(),
    /** The engine numbers of runs that it can carry on, and the kinds of steps that it knows. */
    engines: text({ mode: 'json' }).$type<number[]>().notNull(),
    nodeTypes: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (table) => [index('worker_beats_at').on(table.at)],
)
