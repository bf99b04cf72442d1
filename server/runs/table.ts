import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { State } from '#engine/advance/state'
import type { Json, JsonObject } from '#nodes/sdk/json'
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
    /** `queued`: waits until the run before it on the same record has ended. */
    state: text({ enum: ['queued', 'starting', 'running', 'waiting', 'done', 'failed'] }).notNull(),
    /** Set by a person: nothing is begun while it is. Kept apart from `state`, so that resuming finds the run where it stood. */
    hold: text({ enum: ['paused', 'cancelled'] }),
    pausedAt: integer(),
    /** The run whose step started this one, and how many such lie above it. */
    parentRunId: text(),
    depth: integer().notNull().default(0),
    /** How many runs caused one another by their changes of records before this one. */
    chain: integer().notNull().default(0),
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
    index('runs_parent').on(table.parentRunId),
    index('runs_flow_subject').on(table.flowId, table.subjectId, table.state),
  ],
)

/** The recorded outcome of one visit of one step. */
export const runSteps = sqliteTable(
  'run_steps',
  {
    runId: text().notNull().references(() => runs.id),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    /** `held`: it waits for a worker that knows its node. `dropped`: another branch made it needless. */
    state: text({ enum: ['running', 'waiting', 'held', 'done', 'failed', 'dropped'] }).notNull(),
    /** Tries so far, where a failure is tried again. */
    attempt: integer().notNull().default(1),
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
    state: text({ enum: ['open', 'answered', 'timed-out', 'cancelled'] }).notNull(),
    openedAt: integer().notNull(),
    dueAt: integer().notNull(),
    outlet: text(),
    closedAt: integer(),
    /** The event that answered it; no later wait of this run takes the same one. */
    eventId: text(),
    late: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.nodeId, table.visit] }),
    index('waits_due').on(table.dueAt).where(sql`state = 'open'`),
  ],
)

/** What answers an open wait: the first of its keys to come. Gone when the wait is closed; a wait without keys is ended by time alone. */
export const waitKeys = sqliteTable(
  'wait_keys',
  {
    key: text().notNull(),
    runId: text().notNull().references(() => runs.id),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    /** The way out that this key means; null where the answer names one. */
    outlet: text(),
  },
  (table) => [primaryKey({ columns: [table.key, table.runId, table.nodeId, table.visit] }), index('wait_keys_wait').on(table.runId, table.nodeId, table.visit)],
)

/** The list that a "for each" goes through, read once when it began. */
export const runLists = sqliteTable(
  'run_lists',
  {
    runId: text().notNull().references(() => runs.id),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    items: text({ mode: 'json' }).$type<Json[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.nodeId, table.visit] })],
)

/** What a run has been told, in order. It reads on from its cursor, so nudges may be lost or doubled. */
export const runInbox = sqliteTable(
  'run_inbox',
  {
    runId: text().notNull().references(() => runs.id),
    seq: integer().notNull(),
    kind: text({ enum: ['answered', 'woken', 'resumed', 'cancelled'] }).notNull(),
    /** Of the answered wait, of the step that is woken; null for what concerns the whole run. */
    nodeId: text(),
    visit: integer(),
    /** The way out of an answer; the reason of a cancellation. */
    outlet: text(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.seq] })],
)
