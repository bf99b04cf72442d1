import { firstHole } from '#nodes/revops/duty-spans'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { nowAndNext } from './now-and-next'
import { readPresences, readRotas } from './read-rotas'

/** All rotas with who is on duty now and next, and the first hole of the next four weeks; the names of everybody by id. */
export function listRotas(db: Database, now: number) {
  const found = readRotas(db, now)
  const presences = readPresences(db, found, now)
  const teamNames = new Map(db.select({ id: teams.id, name: teams.name }).from(teams).all().map(({ id, name }) => [id, name]))
  return {
    now,
    names: Object.fromEntries(db.select({ id: reps.id, name: reps.name }).from(reps).all().map(({ id, name }) => [id, name])) as Record<string, string>,
    rotas: found.map((rota) => ({
      id: rota.id, name: rota.name, teamName: teamNames.get(rota.teamId) ?? '', zone: rota.layers[0]?.zone ?? 'UTC', ...nowAndNext(rota, presences, now), hole: firstHole(rota, presences, now) ?? null,
    })),
  }
}
