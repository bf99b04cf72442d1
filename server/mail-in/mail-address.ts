import { and, desc, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { events, sources } from '../db/schema'
import { createSource } from '../events/create-source'
import type { SecretBox } from '../secrets/secret-box'

/** Makes the address at which mail is taken in, with a fresh secret, which is returned this once; one that was there is not taken any more. Part of the caller's transaction. */
export function makeMailAddress(db: Database, box: SecretBox, { actor }: { actor: Actor }, now: number): string {
  const old = db.select({ id: sources.id }).from(sources).where(isInForce()).all()
  for (const { id } of old) {
    db.update(sources).set({ deletedAt: now }).where(eq(sources.id, id)).run()
    createAddAudit(db)({ actor, action: 'source.removed', subject: { type: 'source', id }, after: { kind: 'mail' } }, now)
  }
  return createSource(db, box, { name: 'Mail that comes in', kind: 'mail', actor }, now).secret
}

/** Since when there is one, and what came last by it. */
export function readMailAddress(db: Database): { since: number; lastAt: number | null } | null {
  const source = db.select({ id: sources.id, since: sources.createdAt }).from(sources).where(isInForce()).get()
  if (!source) return null
  const last = db.select({ at: events.receivedAt }).from(events).where(eq(events.sourceId, source.id)).orderBy(desc(events.id)).limit(1).get()
  return { since: source.since, lastAt: last?.at ?? null }
}

function isInForce() {
  return and(eq(sources.kind, 'mail'), isNull(sources.deletedAt))
}
