import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { queues, queueWatchers, reps, rotaShifts, rotas, teams } from '../db/schema'
import { AppError } from '../errors/app-error'

export const NewPlace = z.object({
  kind: z.enum(['team', 'queue', 'rota']),
  name: z.string().trim().min(1, 'Give it a name').max(120),
  /** Who watches the queue or is on duty, the first to be called first. A team gets its people from the roster. */
  people: z.array(z.string().max(40)).max(50).default([]),
})
export type NewPlace = z.infer<typeof NewPlace>

/**
 * Makes a team, a queue with its watchers, or a rota with people on duty from now on; a flow's steps can name it from this commit on.
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

/** Lets these people watch a queue, or be on duty in a rota from now on, beside those who do already. Part of the caller's transaction. */
export function putPeople(db: Database, { kind, id, people, actor }: { kind: 'team' | 'queue' | 'rota'; id: string; people: string[]; actor: Actor }, now: number): void {
  if (kind === 'team') throw new AppError('bad-input', 'People come into a team from the roster.')
  const table = kind === 'queue' ? queues : rotas
  if (!db.select({ id: table.id }).from(table).where(and(eq(table.id, id), isNull(table.deletedAt))).get()) throw new AppError('not-found', `There is no such ${kind}.`)
  const known = activePeople(db, people)
  if (known.length !== new Set(people).size) throw new AppError('bad-input', 'Somebody of these is not active any more. Choose others.')
  known.forEach((person, layer) => {
    if (kind === 'queue') db.insert(queueWatchers).values({ queueId: id, repId: person.id }).onConflictDoNothing().run()
    else db.insert(rotaShifts).values({ id: newId(now), rotaId: id, repId: person.id, layer, startsAt: now }).run()
  })
  createAddAudit(db)({ actor, action: `${kind}.people-added`, subject: { type: kind, id }, after: { people } }, now)
}

function activePeople(db: Database, ids: string[]): { id: string; teamId: string }[] {
  const found = db.select({ id: reps.id, teamId: reps.teamId }).from(reps).where(and(inArray(reps.id, ids), eq(reps.active, true), isNull(reps.deletedAt))).all()
  return found.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
}
