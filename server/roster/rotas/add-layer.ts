import { eq, max } from 'drizzle-orm'
import type { RotaLayer } from '#nodes/revops/rota'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { rotaLayers } from '../../db/schema'

/** Weeks that change on Monday morning: what a rota has until somebody says otherwise. */
export function weeksOf(people: string[], { zone, startsAt }: { zone: string; startsAt: number }): RotaLayer {
  return { people, every: 'week', changesOn: 1, changesAt: '09:00', zone, startsAt, hours: null }
}

/** Puts a layer below those that a rota has; its id. Part of the caller's transaction. */
export function addLayer(db: Database, { rotaId, layer }: { rotaId: string; layer: RotaLayer }, now: number): string {
  const lowest = db.select({ position: max(rotaLayers.position) }).from(rotaLayers).where(eq(rotaLayers.rotaId, rotaId)).get()?.position ?? -1
  const id = newId(now)
  db.insert(rotaLayers).values({ ...layer, id, rotaId, position: lowest + 1, createdAt: now }).run()
  return id
}
