import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { reps } from '../roster/table'

/** A question that people answer with yes or no, one for each visit of a step. */
export const approvals = sqliteTable(
  'approvals',
  {
    id: text().primaryKey(),
    runId: text().notNull(),
    nodeId: text().notNull(),
    visit: integer().notNull(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    /** How many yes answers make a yes. */
    need: integer().notNull(),
    /** `closed`: taken back before it was decided. Whoever changes `open` first has decided. */
    state: text({ enum: ['open', 'approved', 'rejected', 'closed'] }).notNull(),
    askedAt: integer().notNull(),
    dueAt: integer().notNull(),
    closedAt: integer(),
  },
  (table) => [uniqueIndex('approvals_step').on(table.runId, table.nodeId, table.visit)],
)

/** One person's part of it: asked by a work item, answered at most once. */
export const approvalVotes = sqliteTable(
  'approval_votes',
  {
    approvalId: text().notNull().references(() => approvals.id),
    repId: text().notNull().references(() => reps.id),
    workItemId: text().notNull().unique(),
    answer: text({ enum: ['approve', 'reject'] }),
    note: text(),
    /** Who answered; another one than the person asked when an owner of the workspace answered for them. */
    answeredBy: text(),
    answeredAt: integer(),
  },
  (table) => [primaryKey({ columns: [table.approvalId, table.repId] })],
)
