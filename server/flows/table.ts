import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FlowDocument } from '#engine/graph/flow'
import type { Plan } from '#engine/plan'
import type { RuleGroup } from '#nodes/revops/condition'
import type { ExitReason } from '#nodes/revops/end-reasons'
import type { FieldWrite } from '#nodes/sdk/define-node'
import type { StartSpec } from '#nodes/sdk/start-spec'

/** What a version does to other flows: what starts it, which fields it sets, which flows it calls. */
export interface FlowReach {
  startsOn: StartSpec[]
  writes: FieldWrite[]
  calls: string[]
}

/** How far a tick about leads has come: the instant of the tick, its event, the lead that was looked at last, how many runs it has made. */
export interface TickProgress {
  at: number
  eventId: string
  after: string | null
  minted: number
}

/** How far the leads that are there have been gone through since a trigger was published: the lead that was looked at last, and when it was published. */
export interface ArmingProgress {
  after: string | null
  since: number
}

export const flows = sqliteTable('flows', {
  id: text().primaryKey(),
  name: text().notNull(),
  failurePoint: text().notNull(),
  draft: text({ mode: 'json' }).$type<FlowDocument>().notNull(),
  /** Counts saves; a save names the one it started from, so two people cannot overwrite each other. */
  rev: integer().notNull(),
  publishedId: text(),
  publishedRev: integer(),
  template: text(),
  createdAt: integer().notNull(),
  updatedAt: integer().notNull(),
  deletedAt: integer(),
})

/** A published version: never changed, kept as long as a run might stand on it. */
export const flowVersions = sqliteTable(
  'flow_versions',
  {
    id: text().primaryKey(),
    flowId: text().notNull().references(() => flows.id),
    number: integer().notNull(),
    document: text({ mode: 'json' }).$type<FlowDocument>().notNull(),
    plan: text({ mode: 'json' }).$type<Plan>().notNull(),
    planHash: text().notNull(),
    /** Null for versions from before this was kept. */
    reach: text({ mode: 'json' }).$type<FlowReach>(),
    note: text().notNull(),
    publishedBy: text().notNull(),
    publishedAt: integer().notNull(),
  },
  (table) => [uniqueIndex('flow_versions_number').on(table.flowId, table.number)],
)

/** What starts which flow: exactly the triggers of published versions. */
export const triggers = sqliteTable(
  'triggers',
  {
    id: text().primaryKey(),
    flowId: text().notNull().references(() => flows.id),
    versionId: text().notNull().references(() => flowVersions.id),
    /** The type of event that starts the flow; null for schedules and for starts by hand. */
    eventType: text(),
    spec: text({ mode: 'json' }).$type<StartSpec>().notNull(),
    /** When a schedule comes due next. */
    nextAt: integer(),
    /** Of a tick that makes a run for each lead: where to go on, also after a crash. */
    tick: text({ mode: 'json' }).$type<TickProgress>(),
    /** For what leads do not do, and for their dates: whose starts are dated by `armed_starts`. */
    arms: text({ enum: ['silence', 'date'] }),
    /** Of such a trigger, while the leads that are there are gone through. */
    arming: text({ mode: 'json' }).$type<ArmingProgress>(),
  },
  (table) => [index('triggers_flow').on(table.flowId), index('triggers_event').on(table.eventType), index('triggers_due').on(table.nextAt), index('triggers_arms').on(table.arms)],
)

/** What ends runs of a version early. Kept as long as the version: its runs may go on for weeks. */
export const flowExits = sqliteTable(
  'flow_exits',
  {
    versionId: text().notNull().references(() => flowVersions.id),
    /** Its place among the version's exits: the first that fits names the reason. */
    position: integer().notNull(),
    eventType: text().notNull(),
    condition: text({ mode: 'json' }).$type<RuleGroup>(),
    reason: text().$type<ExitReason>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.position] }), index('flow_exits_event').on(table.eventType, table.versionId)],
)

/** "Did not happen within": starts the flow when it comes due, unless the awaited event has cleared it before. */
export const deadlines = sqliteTable(
  'deadlines',
  {
    id: text().primaryKey(),
    flowId: text().notNull().references(() => flows.id),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** The event from which the time counts. */
    eventId: text().notNull(),
    /** The type of event that clears it. */
    unless: text().notNull(),
    dueAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('deadlines_event').on(table.flowId, table.eventId),
    index('deadlines_due').on(table.dueAt),
    index('deadlines_subject').on(table.subjectType, table.subjectId, table.unless),
  ],
)

/**
 * A start that comes due by itself, one for a flow and what it is about: after a silence, by a date of the lead, or once events have settled. Whatever counts moves it,
 * in its own transaction.
 */
export const armedStarts = sqliteTable(
  'armed_starts',
  {
    flowId: text().notNull().references(() => flows.id),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** What the time counts from: the last sign of life, the date of the lead, the first of the events that are to settle. */
    since: integer().notNull(),
    /** Of events that are to settle, the last one. */
    eventId: text(),
    dueAt: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.flowId, table.subjectType, table.subjectId] }), index('armed_starts_due').on(table.dueAt)],
)
