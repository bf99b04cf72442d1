import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { isZone } from '#nodes/revops/is-zone'
import { keepTurn } from '#nodes/revops/keep-turn'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { queues, queueWatchers, reps, rotaLayers, rotas, teams } from '../db/schema'
import { AppError } from '../errors/app-error'
import { addLayer, weeksOf } from './rotas/add-layer'

export const NewPlace = z.object({
  kind: z.enum(['team', 'queue', 'rota']),
  name: z.string().trim().min(1, 'Give it a name').max(120),
  /** Who watches the queue, or is on duty, a week each in this order. A team gets its people from the roster. */
  people: z.array(z.string().max(40)).max(50).default([]),
})
export type NewPlace = z.infer<typeof NewPlace>

/**
 * Makes a team, a queue with its watchers, or a rota whose people take turns from now on, a week each; a flow's steps can name it from this commit on.
 * Refuses people who are not active. Part of the caller's transaction.
 */
export function makePlace(db: Database, { kind, name, people, actor }: NewPlace & { actor: Actor }, now: number): string {
  const id = newId(now)
  if (kind === 'team') db.insert(teams).values({ id, name, createdAt: now }).run()
  else if (kind === 'queue') db.insert(queues).values({ id, name, createdAt: now }).run()
  else {
    const [first] = activePeople(db, people)
    if (!first) throw new AppError('bad-input', 'A rota needs at least one person who is on duty.')
    db.insert(rotas).values({ id, name, teamId: first.teamId, createdAt: now }).run()
  }
  createAddAudit(db)({ actor, action: `${kind}.created`, subject: { type: kind, id }, after: { name } }, now)
  if (people.length > 0) putPeople(db, { kind, id, people, actor }, now)
  return id
}

/** Lets these people watch a queue, or take turns in a rota after those who do already. Part of the caller's transaction. */
export function putPeople(db: Database, { kind, id, people, actor }: { kind: 'team' | 'queue' | 'rota'; id: string; people: string[]; actor: Actor }, now: number): void {
  if (kind === 'team') throw new AppError('bad-input', 'People come into a team from the roster.')
  const table = kind === 'queue' ? queues : rotas
  if (!db.select({ id: table.id }).from(table).where(and(eq(table.id, id), isNull(table.deletedAt))).get()) throw new AppError('not-found', `There is no such ${kind}.`)
  const known = activePeople(db, people)
  if (known.length !== new Set(people).size) throw new AppError('bad-input', 'Somebody of these is not active any more. Choose others.')
  if (kind === 'queue') for (const person of known) db.insert(queueWatchers).values({ queueId: id, repId: person.id }).onConflictDoNothing().run()
  else takeTurns(db, id, known, now)
  createAddAudit(db)({ actor, action: `${kind}.people-added`, subject: { type: kind, id }, after: { people } }, now)
}

/** They come last in the rota's first layer; where it has none, they are its first. */
function takeTurns(db: Database, rotaId: string, people: ActivePerson[], now: number): void {
  const first = db.select().from(rotaLayers).where(eq(rotaLayers.rotaId, rotaId)).orderBy(asc(rotaLayers.position), asc(rotaLayers.id)).get()
  const ids = people.map(({ id }) => id)
  if (first) db.update(rotaLayers).set(keepTurn(first, { ...first, people: [...first.people, ...ids.filter((id) => !first.people.includes(id))] }, now)).where(eq(rotaLayers.id, first.id)).run()
  else addLayer(db, { rotaId, layer: weeksOf(ids, { zone: people.map(({ zone }) => zone).find(isZone) ?? 'UTC', startsAt: now }) }, now)
}

interface ActivePerson {
  id: string
  teamId: string
  zone: string
}

function activePeople(db: Database, ids: string[]): ActivePerson[] {
  const found = db.select({ id: reps.id, teamId: reps.teamId, zone: reps.zone }).from(reps).where(and(inArray(reps.id, ids), eq(reps.active, true), isNull(reps.deletedAt))).all()
  return found.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
