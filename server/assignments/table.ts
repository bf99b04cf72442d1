import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { JsonObject } from '#nodes/sdk/json'
import { reps } from '../roster/table'

/** A lead offered to, or held by, one person. Live ones take up room. */
export const assignments = sqliteTable(
  'assignments',
  {
    id: text().primaryKey(),
    subjectType: text().notNull(),
    subjectId: text().notNull(),
    repId: text().notNull().references(() => reps.id),
    runId: text(),
    /** The entry of a queue that it was offered from; watchers may still claim that while the offer stands. */
    queueItemId: text(),
    level: text().notNull(),
    state: text({ enum: ['offered', 'accepted', 'declined', 'expired', 'released'] }).notNull(),
    score: real(),
    /** Why this person: the ranking as it was. */
    explanation: text({ mode: 'json' }).$type<JsonObject>(),
    offeredAt: integer().notNull(),
    answeredAt: integer(),
    late: integer({ mode: 'boolean' }).notNull().default(false),
    /** Whether a wait of the run has heard of the answer; one that came before its wait opened is looked back for. */
    isHeard: integer({ mode: 'boolean' }).notNull().default(false),
    endedAt: integer(),
    /** Why it ended, where its state does not say it: in the words of who declined, or that the person left. */
    endedFor: text(),
  },
  (table) => [
    // At most one live assignment per subject (INV3): the database itself refuses a second.
    uniqueIndex('assignments_live').on(table.subjectType, table.subjectId).where(sql`state in ('offered', 'accepted')`),
    index('assignments_room').on(table.repId).where(sql`state in ('offered', 'accepted')`),
    index('assignments_from_queue').on(table.offeredAt).where(sql`state = 'offered' and queue_item_id is not null`),
    // Over what has ended only: otherwise SQLite takes it for what is live, too, and reads all that a person ever had.
    index('assignments_ended').on(table.repId, table.endedAt).where(sql`ended_at is not null`),
    index('assignments_subject').on(table.subjectType, table.subjectId),
    index('assignments_run').on(table.runId, table.offeredAt),
  ],
)
