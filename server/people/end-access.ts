import { and, eq } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { accounts, sessions } from '../db/schema'

/**
 * Ends what this person can sign in by: the password and all sessions. For a password that is lost (or in wrong hands): a
 * one-time link then leads to a new one. Part of the caller's transaction.
 */
export function endAccess(db: Database, userId: string): void {
  db.delete(accounts).where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'))).run()
  db.delete(sessions).where(eq(sessions.userId, userId)).run()
}
