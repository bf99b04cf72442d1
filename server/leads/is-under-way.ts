import { sql } from 'drizzle-orm'

/**
 * Whether there is still something to do about a lead, in queries from `leads`. Written as in the partial index over owned leads, and not with bound
 * values: only then does SQLite use it.
 */
export const isUnderWay = sql`leads.state not in ('rejected', 'merged', 'closed')`
