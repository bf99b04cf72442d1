import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Json } from '#nodes/sdk/json'
import { contacts } from '../contacts/table'
import { events, sources } from '../events/table'
import { reps } from '../roster/table'

/** One row per inquiry. */
export const leads = sqliteTable(
  'leads',
  {
    id: text().primaryKey(),
    eventId: text().notNull().references(() => events.id),
    /** Where the lead says that it is from, else where its event came from. */
    sourceId: text().notNull().references(() => sources.id),
    contactId: text().notNull().references(() => contacts.id),
    name: text(),
    email: text(),
    phone: text(),
    company: text(),
    message: text(),
    territory: text(),
    /** By which version of the rules of territories it was set; null where it came with the lead, or somebody set it. */
    territoryRules: integer(),
    industry: text(),
    amount: real(),
    score: real(),
    skills: text({ mode: 'json' }).$type<string[]>().notNull(),
    note: text(),
    /** Everything else that came with the event, as it came. */
    more: text({ mode: 'json' }).$type<Record<string, Json>>().notNull(),
    /** Where this inquiry stands for conservation: each lead is in exactly one of these. */
    state: text({ enum: ['open', 'routed', 'queued', 'review', 'rejected', 'merged', 'closed'] }).notNull(),
    ownerId: text().references(() => reps.id),
    receivedAt: integer().notNull(),
    updatedAt: integer().notNull(),
    version: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [
    index('leads_contact').on(table.contactId),
    // By source also with the time: when each sent its last lead.
    index('leads_source').on(table.sourceId, table.receivedAt),
    // What leads are listed by, one index each; the id is there for the order, `deleted_at` so that counting need not look at the lead.
    index('leads_state').on(table.state, table.id, table.deletedAt),
    index('leads_owner_id').on(table.ownerId, table.id, table.deletedAt),
    index('leads_source_id').on(table.sourceId, table.id, table.deletedAt),
    index('leads_territory').on(table.territory, table.id, table.deletedAt, table.receivedAt),
    index('leads_score').on(table.score, table.id, table.deletedAt),
    index('leads_amount').on(table.amount, table.id, table.deletedAt),
    index('leads_name').on(sql`name collate nocase`, table.id, table.deletedAt),
    index('leads_company').on(sql`company collate nocase`, table.id, table.deletedAt),
    index('leads_owned').on(table.ownerId, table.receivedAt).where(sql`owner_id is not null and state not in ('rejected', 'merged', 'closed')`),
  ],
)
