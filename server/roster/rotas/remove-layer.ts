import { and, eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotaLayers } from '../../db/schema'

/** Takes a layer away; one that is gone already is no error. Part of the caller's transaction. */
export function removeLayer(db: Database, { rotaId, layerId, actor }: { rotaId: string; layerId: string; actor: Actor }, now: number): void {
  const { changes } = db.delete(rotaLayers).where(and(eq(rotaLayers.id, layerId), eq(rotaLayers.rotaId, rotaId))).run()
  if (changes > 0) createAddAudit(db)({ actor, action: 'rota.layer-removed', subject: { type: 'rota', id: rotaId }, before: { layerId } }, now)
}
