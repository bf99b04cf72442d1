import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { reps, teams } from '../roster/table'

/** A place where subjects wait for one of its watchers. */
export const queues = sqliteTable('queues', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Whose people are offered what waits here as soon as they have room again; nobody: it waits for a claim. */
  teamId: text().references(() => teams.id),
  /** So long somebody is asked for what waits here before the next is, unless the wait for a claim is over before. */
  offerForMs: integer().notNull().default(15 * 60_000),
  /** With less than this left of the wait nobody is asked any more. */
  leastLeftMs: integer().notNull().default(2 * 60_000),
  createdAt: integer().notNull(),
  deletedAt: integer(),
})

export const queueWatchers = sqliteTable(
  'queue_watchers',
  { queueId: text().notNull().references(() => queues.id), repId: text().notNull().references(() => reps.id) },
  (table) => [uniqueIndex('queue_watchers_pair').on(table.queueId, table.repId)],
)

/** Something a person must do, with a deadline. Nobody assigned: revenue operations see it. */
export const workItems = sqliteTable(
  'work_items',
  {
    id: text().primaryKey(),
    kind: text({ enum: ['claim', 'task', 'approval', 'run-failed', 'effect-unknown', 'event-stuck', 'node-missing', 'loop-stopped'] }).notNull(),
    title: text().notNull(),
    detail: text().notNull(),
    subjectType: text(),
    subjectId: text(),
    runId: text(),
    effectKey: text(),
    eventId: text(),
    queueId: text().references(() => queues.id),
    assigneeId: text(),
    state: text({ enum: ['open', 'done', 'dropped'] }).notNull(),
    dueAt: integer().notNull(),
    openKey: text().notNull(),
    createdAt: integer().notNull(),
    doneAt: integer(),
    doneBy: text(),
    outcome: text(),
  },
  (table) => [
    uniqueIndex('work_items_open_key').on(table.openKey).where(sql`state = 'open'`),
    index('work_items_key').on(table.openKey),
    index('work_items_open').on(table.state, table.dueAt),
    index('work_items_run').on(table.runId),
    index('work_items_subject').on(table.subjectType, table.subjectId),
    index('work_items_queue').on(table.queueId, table.createdAt).where(sql`state = 'open' and kind = 'claim'`),
  ],
)
