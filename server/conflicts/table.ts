import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { contacts } from '../contacts/table'

/** Where two of us would have reached one person at once, or about things that do not go together; what was done, and by which rule. */
export const conflicts = sqliteTable(
  'conflicts',
  {
    id: text().primaryKey(),
    /**
     * `flows`: two flows of one group. `colleague`: a flow's message and a colleague's touch. `messages`: two messages of different runs too close together, or too many. `consent`:
     * a message that was on its way when the person said no. `colleagues`: two colleagues within a short time, which nothing can undo.
     */
    kind: text({ enum: ['flows', 'colleague', 'messages', 'consent', 'colleagues'] }).notNull(),
    contactId: text().notNull().references(() => contacts.id),
    /** The run that gave way, and the one that it gave way to; each where there is one. */
    runId: text(),
    otherRunId: text(),
    /** The message that gave way. */
    effectKey: text(),
    /** Two touches of colleagues: the event of the second. */
    eventId: text(),
    /** What decided: the rule of the gate, or the order of flows. */
    rule: text({ enum: ['priority', 'first-come', 'after-colleague', 'gap', 'cap', 'consent', 'none'] }).notNull(),
    /** What was done about it. `told`: nothing could be undone, and the people were told. */
    action: text({ enum: ['paused', 'waits', 'not-started', 'held', 'cancelled', 'told'] }).notNull(),
    /** `delivered`: the person has noticed it. */
    state: text({ enum: ['open', 'resolved', 'delivered'] }).notNull(),
    detectedAt: integer().notNull(),
    resolvedAt: integer(),
    /** How it ended, as a code: `sent`, `cancelled`, `resumed`, `started`, `ended`, `by-hand`. */
    outcome: text(),
    /** When flows heard of it; null until then. */
    toldAt: integer(),
    /** One row for one matter, however often it is met. */
    openKey: text().notNull(),
  },
  (table) => [
    uniqueIndex('conflicts_key').on(table.openKey), index('conflicts_contact').on(table.contactId, table.detectedAt), index('conflicts_run').on(table.runId, table.state),
    index('conflicts_other').on(table.otherRunId, table.state), index('conflicts_untold').on(table.id).where(sql`${table.toldAt} is null`), index('conflicts_effect').on(table.effectKey), index('conflicts_detected').on(table.detectedAt),
  ],
)
