import { and, count, eq, isNull } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { reps } from '../db/schema'
import { readPresences, readRotas } from '../roster/rotas/read-rotas'

/** How many people can answer, by the id of a team (active reps) or of a rota (active people who take turns or stand in). Of teams, those without anybody are left out. */
export function countStaff(db: Database, now: number): Record<string, number> {
  const teams = db
    .select({ id: reps.teamId, people: count() })
    .from(reps)
    .where(and(eq(reps.active, true), eq(reps.role, 'rep'), isNull(reps.deletedAt)))
    .groupBy(reps.teamId)
    .all()
  const rotas = readRotas(db, now).map((rota) => ({ id: rota.id, people: readPresences(db, [rota], now).size }))
  return Object.fromEntries([...teams, ...rotas].map(({ id, people }) => [id, people]))
}
