import { sql } from 'drizzle-orm'
import { isOpen } from '../is-open'

/**
 * Whether a work item stands in a queue, in queries from `work_items`. Written as in the partial index over just these, and not with bound
 * values: only then does SQLite use it, and otherwise it reads all work there ever was.
 */
export const waitsInQueue = sql`${isOpen} and work_items.kind = 'claim'`
