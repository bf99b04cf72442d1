import { sql } from 'drizzle-orm'

/**
 * How many live assignments the row of `reps` has, for the columns of a select from `reps`. Written out with the tables'
 * names: in a select from one table Drizzle leaves them away, and `id` would then be the assignment's own.
 */
export const load = sql<number>`(select count(*) from assignments where assignments.rep_id = reps.id and assignments.state in ('offered', 'accepted'))`
