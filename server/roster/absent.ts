import { sql } from 'drizzle-orm'

/*
 * Absences of the row of `reps`, for the columns and conditions of a prepared select that is given `now`. Written out with the
 * tables' names, as `load` is.
 */

/** When the absence that has begun is over; null for who is there. The instant at which it ends is the first of being back. */
export const absentUntil = sql<number | null>`(select max(absences.ends_at) from absences where absences.rep_id = reps.id and absences.starts_at <= ${sql.placeholder('now')} and absences.ends_at > ${sql.placeholder('now')})`

/** When the last absence that is over was; null where there was none. */
export const backAt = sql<number | null>`(select max(absences.ends_at) from absences where absences.rep_id = reps.id and absences.ends_at <= ${sql.placeholder('now')})`
