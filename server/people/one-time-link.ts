import { and, eq, like } from 'drizzle-orm'
import { createHash, randomBytes } from 'node:crypto'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { verifications } from '../db/schema'

const validMs = 24 * 60 * 60_000
const prefix = 'welcome:'

/** Makes the one link by which a person may sign in without a password; earlier ones end. Part of the caller's transaction. */
export function createLink(db: Database, { userId, publicUrl }: { userId: string; publicUrl: string }, now: number): string {
  const token = randomBytes(32).toString('base64url')
  db.delete(verifications).where(and(eq(verifications.value, userId), like(verifications.identifier, `${prefix}%`))).run()
  const at = new Date(now)
  db.insert(verifications)
    .values({ id: newId(now), identifier: identifierOf(token), value: userId, expiresAt: new Date(now + validMs), createdAt: at, updatedAt: at })
    .run()
  return `${publicUrl}/welcome/${token}`
}

/** Uses a link up and says whose it was: only the first of any number of presses gets an answer. Part of the caller's transaction. */
export function consumeLink(db: Database, token: string, now: number): string | undefined {
  const row = db.delete(verifications).where(eq(verifications.identifier, identifierOf(token))).returning().get()
  return row && row.expiresAt.getTime() > now ? row.value : undefined
}

/** Only this is stored: who reads the database cannot sign in by it. 256 random bits need neither salt nor stretching. */
function identifierOf(token: string): string {
  return prefix + createHash('sha256').update(token).digest('base64url')
}
