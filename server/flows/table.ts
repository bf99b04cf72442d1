import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FlowDocument } from '#engine/graph/flow'
import type { Plan } from '#engine/plan'

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
    note: text().notNull(),
    publishedBy: text().notNull(),
    publishedAt: integer().notNull(),
  },
  (table) => [uniqueIndex('flow_versions_number').on(table.flowId, table.number)],
)

/** Which events start which flow: exactly the triggers of published versions. */
export const triggers = sqliteTable(
  'triggers',
  {
    flowId: text().notNull().references(() => flows.id),
    versionId: text().notNull().references(() => flowVersions.id),
    eventType: text().notNull(),
  },
  (table) => [uniqueIndex('triggers_flow').on(table.flowId, table.eventType), index('triggers_event').on(table.eventType)],
)
