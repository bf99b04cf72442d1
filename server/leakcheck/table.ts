import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Invariant, LeakWords } from './leak-finding'

/** Leaks as the worker's passes have found them: when first, when last, and when it was not there any more. */
export const leakFindings = sqliteTable(
  'leak_findings',
  {
    id: text().primaryKey(),
    /** Which leak it is; while open there is one row of it. */
    key: text().notNull(),
    invariant: text().$type<Invariant>().notNull(),
    kind: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    runId: text(),
    since: integer().notNull(),
    money: real(),
    words: text({ mode: 'json' }).$type<LeakWords>().notNull(),
    firstSeenAt: integer().notNull(),
    lastSeenAt: integer().notNull(),
    closedAt: integer(),
  },
  (table) => [uniqueIndex('leak_findings_open').on(table.key).where(sql`closed_at is null`), index('leak_findings_closed').on(table.closedAt)],
)
