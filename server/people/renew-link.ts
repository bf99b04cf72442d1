import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { users } from '../db/schema'
import { AppError } from '../errors/app-error'
import { endAccess } from './end-access'
import { createLink } from './one-time-link'

/**
 * A new one-time link for somebody who has lost the first one, or the password: what they had ends at once, and by the link
 * they set a new one. For ops only: the caller checks. Part of the caller's transaction.
 */
export function renewLink(db: Database, { userId, publicUrl, actor }: { userId: string; publicUrl: string; actor: Actor }, now: number): { link: string } {
  const person = db.select({ id: users.id }).from(users).where(eq(users.id, userId)).get()
  if (!person) throw new AppError('not-found', 'There is no such person.')
  endAccess(db, userId)
  createAddAudit(db)({ actor, action: 'person.link-made', subject: { type: 'person', id: userId } }, now)
  return { link: createLink(db, { userId, publicUrl }, now) }
}
