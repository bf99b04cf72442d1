import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { isSamePerson } from '../approvals/is-same-person'
import type { Database } from '../db/open-database'
import { reps } from '../db/schema'
import type { SessionUser } from '../people/find-session'

/**
 * Who of the roster this user is; nobody where they are not on it, or have left. Capitals in an address are not heeded. This reads through the roster,
 * which has ten thousand people at the most: a few milliseconds.
 */
export function findMe(db: Database, user: Pick<SessionUser, 'id' | 'email'>): typeof reps.$inferSelect | undefined {
  return db
    .select()
    .from(reps)
    .where(and(or(eq(reps.userId, user.id), sql`lower(${reps.email}) = lower(${user.email})`), isNull(reps.deletedAt)))
    .all()
    .find((rep) => isSamePerson(rep, user))
}
