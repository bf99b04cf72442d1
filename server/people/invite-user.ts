import { eq } from 'drizzle-orm'
import { newId } from '../db/new-id'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { users } from '../db/schema'
import { AppError } from '../errors/app-error'
import { createLink } from './one-time-link'
import { roles } from './roles'

export const Invitation = z.object({
  name: z.string().trim().min(1).max(100),
  email: z.email().max(254).toLowerCase(),
  role: z.enum(roles),
})

/** Makes a person who can sign in by the returned one-time link. For ops only: the caller checks. Part of the caller's transaction. */
export function inviteUser(
  db: Database,
  { invitation, publicUrl, actor }: { invitation: z.infer<typeof Invitation>; publicUrl: string; actor: Actor },
  now: number,
): { link: string } {
  const { name, email, role } = invitation
  const known = db.select({ id: users.id }).from(users).where(eq(users.email, email)).get()
  if (known) throw new AppError('conflict', 'Somebody with this e-mail address is here already. Make a new link for that person instead.')

  const id = newId(now)
  const at = new Date(now)
  db.insert(users).values({ id, name, email, emailVerified: false, role, createdAt: at, updatedAt: at }).run()
  createAddAudit(db)({ actor, action: 'person.invited', subject: { type: 'person', id }, after: { name, email, role } }, now)
  return { link: createLink(db, { userId: id, publicUrl }, now) }
}
