import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { queues, teams } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readSetting, writeSetting } from '../settings/settings'

const key = 'sources.default'

/** Who gets leads that no source's rule speaks of, and in which queue a new source is put before people. */
export interface DefaultPool {
  teamId: string | null
  /** Null: the queue that most people watch. */
  queueId: string | null
}

export const NewDefaultPool = z.object({ teamId: z.string().min(1, 'Choose a team').max(40), queueId: z.string().max(40).nullable() })

export function readDefaultPool(db: Database): DefaultPool {
  return (readSetting(db, key) as DefaultPool | undefined) ?? { teamId: null, queueId: null }
}

/** Sets the default pool; once there is one, there always is. Audited. Part of the caller's transaction. */
export function setDefaultPool(db: Database, { pool, actor }: { pool: z.infer<typeof NewDefaultPool>; actor: Actor }, now: number): void {
  if (!db.select({ id: teams.id }).from(teams).where(and(eq(teams.id, pool.teamId), isNull(teams.deletedAt))).get()) throw new AppError('bad-input', 'This team does not exist any more. Choose another as the default pool.')
  if (pool.queueId !== null && !db.select({ id: queues.id }).from(queues).where(and(eq(queues.id, pool.queueId), isNull(queues.deletedAt))).get()) throw new AppError('bad-input', 'This queue does not exist any more. Choose another.')
  const before = readDefaultPool(db)
  writeSetting(db, key, pool)
  createAddAudit(db)({ actor, action: 'sources.default-pool', subject: { type: 'team', id: pool.teamId }, before: { ...before }, after: pool }, now)
}
