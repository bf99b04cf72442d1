import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { GateCheck } from '#nodes/revops/gate/decide-touch'
import { contacts } from '../contacts/table'

/** Every time that somebody outside was reached by us: by a flow, from the moment it may be with the provider; by a colleague. */
export const touches = sqliteTable(
  'touches',
  {
    id: text().primaryKey(),
    contactId: text().notNull().references(() => contacts.id),
    channel: text({ enum: ['email', 'sms', 'call', 'meeting'] }).notNull(),
    by: text({ enum: ['flow', 'colleague'] }).notNull(),
    at: integer().notNull(),
    /** Of a flow's message; one that was not sent after all does not count. */
    effectKey: text(),
    /** What told of a colleague's. */
    eventId: text(),
  },
  (table) => [uniqueIndex('touches_effect').on(table.effectKey), uniqueIndex('touches_event').on(table.eventId), index('touches_contact').on(table.contactId, table.at)],
)

/** What the gate answered about a message, each time that its answer changed. */
export const gateDecisions = sqliteTable(
  'gate_decisions',
  {
    id: text().primaryKey(),
    effectKey: text().notNull(),
    contactId: text().notNull().references(() => contacts.id),
    channel: text({ enum: ['email', 'sms', 'call'] }).notNull(),
    purpose: text({ enum: ['inquiry', 'marketing', 'contract'] }).notNull(),
    verdict: text({ enum: ['send', 'hold', 'cancel'] }).notNull(),
    until: integer(),
    checks: text({ mode: 'json' }).$type<GateCheck[]>().notNull(),
    at: integer().notNull(),
  },
  (table) => [index('gate_decisions_effect').on(table.effectKey, table.at), index('gate_decisions_contact').on(table.contactId, table.at)],
)
