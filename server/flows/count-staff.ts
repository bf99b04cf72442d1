import { and, count, countDistinct, eq, gt, isNull, or } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { reps, rotaShifts } from '../db/schema'

/** How many people can answer, by the id of a team (active reps) or of a rota (active people with a shift that is not over). Those without anybody are left out. */
export function countStaff(db: Database, now: number): Record<string, number> {
  const teams = db
    .select({ id: reps.teamId, people: count() })
    .from(reps)
    .where(and(eq(reps.active, true), eq(reps.role, 'rep'), isNull(reps.deletedAt)))
    .groupBy(reps.teamId)
    .all()
  const rotas = db
    .select({ id: rotaShifts.rotaId, people: countDistinct(rotaShifts.repId) })
    .from(rotaShifts)
    .innerJoin(reps, eq(reps.id, rotaShifts.repId))
    .where(and(eq(reps.active, true), isNull(reps.deletedAt), or(isNull(rotaShifts.endsAt), gt(rotaShifts.endsAt, now))))
    .groupBy(rotaShifts.rotaId)
    .all()
  return Object.fromEntries([...teams, ...rotas].map(({ id, people }) => [id, people]))
}
