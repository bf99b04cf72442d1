import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Presences, Rota } from '#nodes/revops/rota'
import type { Database } from '../../db/open-database'
import { absences, reps, rotaLayers, rotaOverrides, rotas } from '../../db/schema'

export interface KeptRota extends Rota {
  id: string
  name: string
  teamId: string
  layers: (Rota['layers'][number] & { id: string })[]
}

/** Rotas that are not deleted, by name, with layers from the top and the overrides that are not over; one of them, or all. */
export function readRotas(db: Database, now: number, only?: string): KeptRota[] {
  const found = db.select({ id: rotas.id, name: rotas.name, teamId: rotas.teamId }).from(rotas).where(and(isNull(rotas.deletedAt), only === undefined ? undefined : eq(rotas.id, only))).orderBy(asc(rotas.name), asc(rotas.id)).all()
  if (found.length === 0) return []
  const ids = found.map(({ id }) => id)
  const layers = db.select().from(rotaLayers).where(inArray(rotaLayers.rotaId, ids)).orderBy(asc(rotaLayers.position), asc(rotaLayers.id)).all()
  const overrides = db
    .select({ id: rotaOverrides.id, rotaId: rotaOverrides.rotaId, personId: rotaOverrides.repId, startsAt: rotaOverrides.startsAt, endsAt: rotaOverrides.endsAt })
    .from(rotaOverrides)
    .where(and(inArray(rotaOverrides.rotaId, ids), gt(rotaOverrides.endsAt, now)))
    .orderBy(asc(rotaOverrides.createdAt), asc(rotaOverrides.id))
    .all()
  return found.map((rota) => ({
    ...rota,
    layers: layers.filter(({ rotaId }) => rotaId === rota.id).map(({ id, people, every, changesOn, changesAt, zone, startsAt, hours }) => ({ id, people, every, changesOn, changesAt, zone, startsAt, hours })),
    overrides: overrides.filter(({ rotaId }) => rotaId === rota.id).map(({ rotaId: _rota, ...override }) => override),
  }))
}

/** When the people of these rotas are not there from now on; who has left is missing. */
export function readPresences(db: Database, of: readonly Rota[], now: number): Presences {
  const named = [...new Set(of.flatMap(({ layers, overrides }) => [...layers.flatMap(({ people }) => people), ...overrides.map(({ personId }) => personId)]))]
  const presences = new Map<string, { from: number; to: number }[]>()
  for (const { id, awayUntil, joinedAt } of db.select({ id: reps.id, awayUntil: reps.awayUntil, joinedAt: reps.joinedAt }).from(reps).where(and(inArray(reps.id, named), eq(reps.active, true), isNull(reps.deletedAt))).all()) {
    presences.set(id, [awayUntil, joinedAt].flatMap((until) => (until !== null && until > now ? [{ from: 0, to: until }] : [])))
  }
  for (const { repId, from, to } of db.select({ repId: absences.repId, from: absences.startsAt, to: absences.endsAt }).from(absences).where(and(inArray(absences.repId, named), gt(absences.endsAt, now))).all()) {
    presences.get(repId)?.push({ from, to })
  }
  return presences
}
