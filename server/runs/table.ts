import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { State } from '#engine/advance/state'
import type { JsonObject } from '#nodes/sdk/json'
import { flows, flowVersions } from '../flows/table'

/** One execution of a version for one subject. The truth about it; Temporal's file can be lost. */
export const runs = sqliteTable(
  'runs',
  {
    id: text().primaryKey(),
    flowId: text().notNull().references(() => flows.id),
    versionId: text().notNull().references(() => flowVersions.id),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** Hashed: what makes two triggers the same run. */
    dedupeKey: text().notNull(),
    eventId: text(),
    /** Raised before a run is started again; writes that carry an older one are refused. */
    generation: integer().notNull(),
    state: text({ enum: ['starting', 'running', 'waiting', 'done', 'failed'] }).notNull(),
    endReason: text(),
    failure: text({ mode: 'json' }).$type<{ nodeId: string; code: string; message: string }>(),
    /** Where to start again from, and how far it had got (state.seq). */
    snapshot: text({ mode: 'json' }).$type<State>(),
    snapshotSeq: integer().notNull(),
    /** The newest entry of its inbox. */
    inboxSeq: integer().notNull(),
    startedAt: integer().notNull(),
    updatedAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [
    uniqueIndex('runs_dedupe').on(table.flowId, table.subjectType, table.subjectId, table.dedupeKey),
    index('runs_state').on(table.state, table.startedAt),
    index('runs_subject').on(table.subjectType, table.subjectId),
    index('runs_started').on(table.startedAt),
  ],
)

/** The recorded outcome of one visit of one step. */
export const runSteps = sqliteTable(
  'run_steps',
  {
    runId: text().notNull().references(() => runs.id),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    state: text({ enum: ['running', 'waiting', 'done', 'failed'] }).notNull(),
    outlet: text(),
    error: text({ mode: 'json' }).$type<{ code: string; message: string }>(),
    reason: text({ mode: 'json' }).$type<JsonObject>(),
    output: text({ mode: 'json' }).$type<JsonObject>(),
    startedAt: integer().notNull(),
    endedAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeId, table.visit] })],
)

/** A wait, and the referee of it: whoever changes `open` first has decided. */
export const waits = sqliteTable(
  'waits',
  {
    runId: text().notNull().references(() => runs.id),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    /** What answers it; null for a wait that only time ends. */
    key: text(),
    state: text({ enum: ['open', 'answered', 'timed-out', 'cancelled'] }).notNull(),
    openedAt: integer().notNull(),
    dueAt: integer().notNull(),
    outlet: text(),
    closedAt: integer(),
    late: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.visit] }),
    index('waits_key').on(table.key, table.state),
    index('waits_due').on(table.state, table.dueAt),
  ],
)

/** What a run has been told, in order. It reads on from its cursor, so nudges may be lost or doubled. */
export const runInbox = sqliteTable(
  'run_inbox',
  {
    runId: text().notNull().references(() => runs.id),
    seq: integer().notNull(),
    kind: text({ enum: ['answered'] }).notNull(),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    outlet: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
)
