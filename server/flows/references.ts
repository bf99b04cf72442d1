import { eq, isNull, sql } from 'drizzle-orm'
import type { References } from '#engine/compile/context'
import type { Database } from '../db/open-database'
import { queues, queueWatchers, reps, rotas, teams } from '../db/schema'

export interface NamedReferences {
  teams: { id: string; name: string }[]
  queues: { id: string; name: string; watchers: number }[]
  rotas: { id: string; name: string }[]
}

/** What flows may name: teams, queues with how many active people watch them, rotas. */
export function listReferences(db: Database): NamedReferences {
  return {
    teams: db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).orderBy(teams.name).all(),
    queues: db
      .select({ id: queues.id, name: queues.name, watchers: sql<number>`sum(case when ${reps.active} = 1 then 1 else 0 end)`.mapWith(Number) })
      .from(queues)
      .leftJoin(queueWatchers, eq(queueWatchers.queueId, queues.id))
      .leftJoin(reps, eq(reps.id, queueWatchers.repId))
      .where(isNull(queues.deletedAt))
      .groupBy(queues.id)
      .orderBy(queues.name)
      .all(),
    rotas: db.select({ id: rotas.id, name: rotas.name }).from(rotas).where(isNull(rotas.deletedAt)).orderBy(rotas.name).all(),
  }
}

/** The same as the compiler takes it. */
export function toReferences(named: NamedReferences): References {
  return { teams: named.teams.map((team) => team.id), queues: named.queues.map(({ id, watchers }) => ({ id, watchers })), rotas: named.rotas.map((rota) => rota.id) }
}
