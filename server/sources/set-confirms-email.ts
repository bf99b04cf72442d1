import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import { AppError } from '../errors/app-error'

/**
 * Says whether people who come by a source confirm their e-mail address before they are written to. Holds for leads that come from now on; what was said before stays as it is. Audited,
 * where it changes anything. Part of the caller's transaction.
 */
export function setConfirmsEmail(db: Database, { sourceId, confirmsEmail, actor }: { sourceId: string; confirmsEmail: boolean; actor: Actor }, now: number): void {
  const source = db.select({ kind: sources.kind, confirmsEmail: sources.confirmsEmail }).from(sources).where(and(eq(sources.id, sourceId), isNull(sources.deletedAt))).get()
  if (!source || source.kind === 'internal' || source.kind === 'mail') throw new AppError('not-found', 'There is no such source. Reload the list.')
  if (source.confirmsEmail === confirmsEmail) return
  db.update(sources).set({ confirmsEmail }).where(eq(sources.id, sourceId)).run()
  createAddAudit(db)({ actor, action: 'source.confirmation', subject: { type: 'source', id: sourceId }, before: { confirmsEmail: source.confirmsEmail }, after: { confirmsEmail } }, now)
}
