import { sql } from 'drizzle-orm'
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RuleGroup } from '#nodes/revops/condition'

/** Parts of the market. A lead belongs to the first, in their order, whose rules it fits; leads and people hold the key. */
export const territories = sqliteTable(
  'territories',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    key: text().notNull(),
    /** Counts from 0; only which comes first matters. */
    place: integer().notNull(),
    condition: text({ mode: 'json' }).$type<RuleGroup>().notNull(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    deletedAt: integer(),
  },
  (table) => [uniqueIndex('territories_key').on(table.key).where(sql`deleted_at is null`)],
)
