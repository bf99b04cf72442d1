import { sql } from 'drizzle-orm'

/**
 * Whether a work item waits for somebody, in queries from `work_items`. Written as in the partial indexes over just these, and not with a bound value: only then does SQLite use them, and otherwise it
 * reads all that is open.
 */
export const isOpen = sql`work_items.state = 'open'`
