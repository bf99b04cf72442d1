import { asc, eq } from 'drizzle-orm'
import { newId } from '../db/new-id'
import { createAddAudit } from '../audit/add-audit'
import type { Writer } from '../db/writer'
import { users } from '../db/schema'
import { endAccess } from './end-access'
import { hasPassword } from './has-password'
import { createLink } from './one-time-link'

export interface OwnerOptions {
  writer: Writer
  publicUrl: string
  /** The person at the terminal has lost the password and asks for a new link; the old password and sessions end. */
  isAsked?: boolean
  owner?: { name: string; email: string }
}

/**
 * Makes sure that somebody can sign in. Returns a one-time link for the terminal: on the first start, until the owner has
 * a password, and when asked. Who can start the program owns the installation, so the link gives nothing away.
 */
export function ensureOwner({ writer, publicUrl, isAsked = false, owner = standardOwner }: OwnerOptions, now: number): Promise<{ link: string } | undefined> {
  return writer.write((db) => {
    const known = db.select({ id: users.id }).from(users).where(eq(users.role, 'ops')).orderBy(asc(users.createdAt), asc(users.id)).limit(1).get()
    const userId = known?.id ?? newId(now)
    if (!known) {
      const at = new Date(now)
      db.insert(users).values({ id: userId, name: owner.name, email: owner.email.toLowerCase(), emailVerified: false, role: 'ops', createdAt: at, updatedAt: at }).run()
    } else if (isAsked) endAccess(db, userId)
    else if (hasPassword(db, userId)) return undefined

    createAddAudit(db)({ actor: { kind: 'system', id: 'terminal' }, action: known ? 'person.link-made' : 'person.created', subject: { type: 'person', id: userId }, after: { role: 'ops' } }, now)
    return { link: createLink(db, { userId, publicUrl }, now) }
  })
}

const standardOwner = { name: 'Owner', email: 'owner@watertight.example' }
