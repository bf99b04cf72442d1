import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Who changed what, when and why. Append-only; each row carries the hash of the one before it. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    actorKind: text({ enum: ['person', 'run', 'rep', 'source', 'system'] }).notNull(),
    actorId: text().notNull(),
    action: text().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    before: text({ mode: 'json' }),
    after: text({ mode: 'json' }),
    reason: text(),
    hash: text().notNull(),
  },
  (table) => [index('audit_subject').on(table.subjectType, table.subjectId)],
)
