import { and, eq, isNotNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { accounts } from '../db/schema'

/** Whether this person can sign in with a password. */
export function hasPassword(db: Database, userId: string): boolean {
  const account = db
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'), isNotNull(accounts.password)))
    .get()
  return account !== undefined
}
