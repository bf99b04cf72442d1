import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { EffectRequest } from '#nodes/sdk/effect'
import type { JsonObject } from '#nodes/sdk/json'

/** The ledger: one row for everything done to the outside. Its key never changes, whatever restarts. */
export const effects = sqliteTable(
  'effects',
  {
    /** `runId:nodeId:visit:item` */
    key: text().primaryKey(),
    runId: text().notNull(),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    item: text().notNull(),
    channel: text({ enum: ['email', 'sms', 'webhook', 'slack', 'http', 'notice'] }).notNull(),
    recipient: text().notNull(),
    /** Of a message to a person outside: who it is, and of which flow. */
    contactId: text(),
    flowId: text(),
    /** What makes two sends the same message, over all runs. */
    intentKey: text().notNull(),
    state: text({ enum: ['claimed', 'sending', 'done', 'failed', 'unknown', 'held', 'cancelled'] }).notNull(),
    attempt: integer().notNull(),
    /** While `sending`: until when the attempt may still come back. */
    leaseUntil: integer(),
    /** While `claimed` or `held`: not before this. While `unknown`: when the other side is asked about it; null: a person is. */
    notBefore: integer(),
    /** How often the other side was asked what became of it. */
    lookUps: integer().notNull().default(0),
    request: text({ mode: 'json' }).$type<EffectRequest>(),
    providerId: text(),
    /** What the other side answered, where the step hands it on. */
    response: text({ mode: 'json' }).$type<JsonObject>(),
    reason: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
  },
  (table) => [
    uniqueIndex('effects_intent').on(table.intentKey),
    index('effects_step').on(table.runId, table.nodeId, table.visit),
    index('effects_state').on(table.state, table.updatedAt),
    // What an arriving mail answers.
    index('effects_provider').on(table.providerId).where(sql`provider_id is not null`),
    // What waits to be sent to somebody: it is looked at again when they say no.
    index('effects_waiting').on(table.recipient).where(sql`state in ('claimed', 'held')`),
    // Messages to people outside, newest first: all of them, those in a state, those to one person. With what they are narrowed by, so that a page is found in the index alone.
    index('effects_messages').on(table.createdAt, table.key, table.channel, table.flowId, table.contactId).where(sql`contact_id is not null`),
    index('effects_messages_state').on(table.state, table.createdAt, table.key, table.channel, table.flowId, table.contactId).where(sql`contact_id is not null`),
    index('effects_messages_contact').on(table.contactId, table.createdAt, table.key).where(sql`contact_id is not null`),
  ],
)
