import { sql } from 'drizzle-orm'

/**
 * Whether a work item waits for somebody, in queries from `work_items` by its open key. Written as in the unique index over just these, and not with a bound value: only then does SQLite use it,
 * and otherwise it reads all that is open.
 */
export const isOpen = sql`work_items.state = 'open'`
