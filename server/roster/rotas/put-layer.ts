import { and, count, eq } from 'drizzle-orm'
import { keepTurn } from '#nodes/revops/keep-turn'
import type { RotaLayer } from '#nodes/revops/rota'
import type { JsonObject } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { rotaLayers } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { addLayer } from './add-layer'
import { findRota, requireActive } from './find-rota'

const mostLayers = 10

/**
 * Adds a layer below those of a rota, or changes one; who is new in it must be active. Whoever's turn it is keeps it over a change, unless the
 * layer is to start anew at another time. Answers with its id. Part of the caller's transaction.
 */
export function putLayer(db: Database, { rotaId, layerId, layer, actor }: { rotaId: string; layerId?: string; layer: RotaLayer; actor: Actor }, now: number): string {
  findRota(db, rotaId)
  const audit = (id: string, action: string, before?: RotaLayer) =>
    createAddAudit(db)({ actor, action, subject: { type: 'rota', id: rotaId }, ...(before && { before: before as unknown as JsonObject }), after: { ...layer, layerId: id } as unknown as JsonObject }, now)
  if (layerId === undefined) {
    const { layers } = db.select({ layers: count() }).from(rotaLayers).where(eq(rotaLayers.rotaId, rotaId)).get() ?? { layers: 0 }
    if (layers >= mostLayers) throw new AppError('bad-input', `A rota has ${mostLayers} layers at most. Change or remove one of them.`)
    requireActive(db, layer.people)
    const id = addLayer(db, { rotaId, layer }, now)
    audit(id, 'rota.layer-added')
    return id
  }
  const kept = db.select().from(rotaLayers).where(and(eq(rotaLayers.id, layerId), eq(rotaLayers.rotaId, rotaId))).get()
  if (!kept) throw new AppError('not-found', 'Somebody has removed this layer. Reload, and add it again if it is still needed.')
  const before: RotaLayer = { people: kept.people, every: kept.every, changesOn: kept.changesOn, changesAt: kept.changesAt, zone: kept.zone, startsAt: kept.startsAt, hours: kept.hours }
  requireActive(db, layer.people.filter((id) => !before.people.includes(id)))
  db.update(rotaLayers).set(keepTurn(before, layer, now)).where(eq(rotaLayers.id, layerId)).run()
  audit(layerId, 'rota.layer-changed', before)
  return layerId
}
