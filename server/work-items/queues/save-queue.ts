import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { JsonObject } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { queues, queueWatchers, teams } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { makePlace, NewPlace } from '../../roster/make-place'
import { requireActive } from '../../roster/rotas/find-rota'
import { findQueue } from './find-queue'

const most = 500
const minute = 60_000

const fields = {
  name: NewPlace.shape.name,
  /** Null: what waits is offered to nobody, it waits for a claim. */
  teamId: z.string().max(40).nullable(),
  watchers: NewPlace.shape.people.unwrap(),
  offerForMs: z.number().int().min(minute, 'Give people at least a minute to answer').max(24 * 60 * minute, 'Ask one person for a day at the most'),
  leastLeftMs: z.number().int().min(0).max(24 * 60 * minute, 'Choose a day at the most'),
}

export const QueueChange = z.object(fields).partial()
export type QueueChange = z.infer<typeof QueueChange>
export const NewQueue = QueueChange.extend({ name: fields.name, watchers: fields.watchers })
export type NewQueue = z.infer<typeof NewQueue>

/** Makes a queue that somebody watches; its id. Flows can name it from this commit on. Audited. Part of the caller's transaction. */
export function makeQueue(db: Database, { input, actor }: { input: NewQueue; actor: Actor }, now: number): string {
  const { name, watchers, ...rest } = input
  if (db.select({ id: queues.id }).from(queues).where(isNull(queues.deletedAt)).all().length >= most) throw new AppError('bad-input', `There are ${most} queues already; more are not kept. Delete one that nothing uses.`)
  requireFreeName(db, name, '')
  requireWatchers(db, watchers)
  const id = makePlace(db, { kind: 'queue', name, people: watchers, actor }, now)
  changeQueue(db, { queueId: id, change: rest, actor }, now)
  return id
}

/**
 * Changes what is given of a queue, and nothing where nothing differs. Those given as watchers are all who watch it afterwards; somebody active always does.
 * Audited. Part of the caller's transaction.
 */
export function changeQueue(db: Database, { queueId, change, actor }: { queueId: string; change: QueueChange; actor: Actor }, now: number): void {
  const queue = findQueue(db, queueId)
  const { watchers, ...settings } = change
  if (settings.name !== undefined) requireFreeName(db, settings.name, queueId)
  if (settings.teamId && !db.select({ id: teams.id }).from(teams).where(and(eq(teams.id, settings.teamId), isNull(teams.deletedAt))).get()) throw new AppError('bad-input', 'This team does not exist any more. Choose another one.')
  const before: JsonObject = {}
  const after: JsonObject = {}
  for (const [key, value] of Object.entries(settings) as [keyof typeof settings, string | number | null][]) {
    if (queue[key] === value) continue
    before[key] = queue[key]
    after[key] = value
  }
  if (Object.keys(after).length > 0) db.update(queues).set(after).where(eq(queues.id, queueId)).run()
  if (watchers) {
    const known = db.select({ repId: queueWatchers.repId }).from(queueWatchers).where(eq(queueWatchers.queueId, queueId)).orderBy(queueWatchers.repId).all().map(({ repId }) => repId)
    const wanted = [...new Set(watchers)].sort()
    requireWatchers(db, wanted)
    if (wanted.join() !== known.join()) {
      db.delete(queueWatchers).where(eq(queueWatchers.queueId, queueId)).run()
      db.insert(queueWatchers).values(wanted.map((repId) => ({ queueId, repId }))).run()
      before.watchers = known
      after.watchers = wanted
    }
  }
  if (Object.keys(after).length > 0) createAddAudit(db)({ actor, action: 'queue.changed', subject: { type: 'queue', id: queueId }, before, after }, now)
}

function requireWatchers(db: Database, watchers: readonly string[]): void {
  if (watchers.length === 0) throw new AppError('bad-input', 'What comes into a queue that nobody watches would be forgotten. Choose at least one person who watches it.')
  requireActive(db, watchers)
}

function requireFreeName(db: Database, name: string, besides: string): void {
  const other = db.select({ name: queues.name }).from(queues).where(and(sql`lower(${queues.name}) = lower(${name})`, ne(queues.id, besides), isNull(queues.deletedAt))).get()
  if (other) throw new AppError('conflict', `There is a queue “${other.name}” already. Choose another name.`)
}
