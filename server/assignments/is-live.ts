import { sql } from 'drizzle-orm'

/**
 * Whether an assignment takes up room, in queries from `assignments`. Written as in the partial indexes over live rows, and
 * not with bound values: only then does SQLite use them, and otherwise it reads every assignment there ever was.
 */
export const isLive = sql`assignments.state in ('offered', 'accepted')`
