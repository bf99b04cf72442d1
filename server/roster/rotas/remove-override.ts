import { and, eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotaOverrides } from '../../db/schema'

/** Takes an override away; one that is gone already is no error. Part of the caller's transaction. */
export function removeOverride(db: Database, { rotaId, overrideId, actor }: { rotaId: string; overrideId: string; actor: Actor }, now: number): void {
  const { changes } = db.delete(rotaOverrides).where(and(eq(rotaOverrides.id, overrideId), eq(rotaOverrides.rotaId, rotaId))).run()
  if (changes > 0) createAddAudit(db)({ actor, action: 'rota.override-removed', subject: { type: 'rota', id: rotaId }, before: { overrideId } }, now)
}
