import { and, desc, eq, isNull } from 'drizzle-orm'
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { scimTokens } from '../../db/schema'
import { AppError } from '../../errors/app-error'

export const NewScimToken = z.object({ name: z.string().trim().min(1, 'Give it a name').max(100) })

/** Makes a token for an HR system. It is returned this once; only its hash is kept. Part of the caller's transaction. */
export function createScimToken(db: Database, { name, actor }: { name: string; actor: Actor }, now: number): { id: string; token: string } {
  const id = newId(now)
  // The beginning says to people and to scanners of leaked secrets what it is.
  const token = `wt_scim_${randomBytes(32).toString('base64url')}`
  db.insert(scimTokens).values({ id, name, hash: hashOf(token), createdBy: actor.id, createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'scim-token.created', subject: { type: 'scim-token', id }, after: { name } }, now)
  return { id, token }
}

/** Ends a token from this commit on; ending it again changes nothing. Part of the caller's transaction. */
export function revokeScimToken(db: Database, { id, actor }: { id: string; actor: Actor }, now: number): void {
  const known = db.select().from(scimTokens).where(eq(scimTokens.id, id)).get()
  if (!known) throw new AppError('not-found', 'There is no such token.')
  if (known.revokedAt !== null) return
  db.update(scimTokens).set({ revokedAt: now }).where(eq(scimTokens.id, id)).run()
  createAddAudit(db)({ actor, action: 'scim-token.revoked', subject: { type: 'scim-token', id }, before: { name: known.name } }, now)
}

/** Those that are valid, newest first. */
export function listScimTokens(db: Database): { id: string; name: string; createdAt: number; lastUsedAt: number | null }[] {
  return db
    .select({ id: scimTokens.id, name: scimTokens.name, createdAt: scimTokens.createdAt, lastUsedAt: scimTokens.lastUsedAt })
    .from(scimTokens)
    .where(isNull(scimTokens.revokedAt))
    .orderBy(desc(scimTokens.createdAt), desc(scimTokens.id))
    .all()
}

/** Whose token this is, while it is valid. */
export function findScimToken(db: Database, token: string): { id: string; lastUsedAt: number | null } | undefined {
  const hash = hashOf(token)
  const row = db.select().from(scimTokens).where(and(eq(scimTokens.hash, hash), isNull(scimTokens.revokedAt))).get()
  // The index has found it by its hash; comparing all of it takes as long for every wrong one.
  return row && timingSafeEqual(Buffer.from(row.hash), Buffer.from(hash)) ? { id: row.id, lastUsedAt: row.lastUsedAt } : undefined
}

/** Part of the caller's transaction. */
export function markScimTokenUsed(db: Database, id: string, now: number): void {
  db.update(scimTokens).set({ lastUsedAt: now }).where(eq(scimTokens.id, id)).run()
}

/** 256 random bits need neither salt nor stretching. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
