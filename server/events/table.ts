import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { SourceRule } from '#nodes/revops/source-rule'
import type { JsonObject } from '#nodes/sdk/json'

/**
 * Where events and leads come from. Each that sends has its own secret: a signing secret, or one that stands in the address. A `named` one
 * sends nothing itself: leads that came by another say that they are from there, and it was made with the first of them.
 */
export const sources = sqliteTable(
  'sources',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    kind: text({ enum: ['signed-webhook', 'path-webhook', 'api', 'internal', 'import', 'named', 'mail'] }).notNull(),
    /** The name as it is compared: sources of one name are one source of leads, the oldest of them. */
    nameKey: text(),
    /** Where its leads go; null: nobody has said yet. */
    rule: text({ mode: 'json' }).$type<SourceRule>(),
    /** When revenue operations were asked for a rule; that is done once. */
    askedAt: integer(),
    /** People who come by it confirm their e-mail address before they are written to. */
    confirmsEmail: integer({ mode: 'boolean' }).notNull().default(false),
    /** The signing secret, encrypted at rest. */
    sealedSecret: text(),
    /** SHA-256 of the secret in the path. */
    pathHash: text().unique(),
    createdAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [index('sources_name').on(table.nameKey)],
)

/** What arrived, as it arrived, once per source and external id: the row that ends duplicates. */
export const events = sqliteTable(
  'events',
  {
    id: text().primaryKey(),
    sourceId: text().notNull().references(() => sources.id),
    externalId: text().notNull(),
    type: text().notNull(),
    data: text({ mode: 'json' }).$type<JsonObject>().notNull(),
    subjectType: text(),
    subjectId: text(),
    occurredAt: integer().notNull(),
    receivedAt: integer().notNull(),
    /** `stuck`: kept, but what should follow it threw; a work item says so. */
    state: text({ enum: ['done', 'stuck'] }).notNull(),
    problem: text(),
    /** The run whose change of a record this is, if it is one's. */
    causeRunId: text(),
  },
  (table) => [index('events_subject').on(table.subjectId, table.type, table.receivedAt), index('events_type').on(table.type, table.receivedAt), uniqueIndex('events_external').on(table.sourceId, table.externalId), index('events_state').on(table.state)],
)
