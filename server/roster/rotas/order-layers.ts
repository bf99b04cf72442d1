import { asc, eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotaLayers } from '../../db/schema'
import { AppError } from '../../errors/app-error'

/** Puts all layers of a rota in this order, the first asked first. Part of the caller's transaction. */
export function orderLayers(db: Database, { rotaId, layerIds, actor }: { rotaId: string; layerIds: string[]; actor: Actor }, now: number): void {
  const before = db.select({ id: rotaLayers.id }).from(rotaLayers).where(eq(rotaLayers.rotaId, rotaId)).orderBy(asc(rotaLayers.position), asc(rotaLayers.id)).all().map(({ id }) => id)
  if ([...before].sort().join() !== [...layerIds].sort().join()) throw new AppError('conflict', 'Somebody else has changed the layers meanwhile. Reload and order them again.')
  layerIds.forEach((id, position) => void db.update(rotaLayers).set({ position }).where(eq(rotaLayers.id, id)).run())
  createAddAudit(db)({ actor, action: 'rota.layers-ordered', subject: { type: 'rota', id: rotaId }, before: { layerIds: before }, after: { layerIds } }, now)
}
