import { and, count, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { rotaOverrides } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { findRota, requireActive } from './find-rota'

const dayMs = 86_400_000
const longestMs = 366 * dayMs
const mostAtOnce = 200

export const NewOverride = z
  .object({ personId: z.string().max(40), startsAt: z.number().int().min(0), endsAt: z.number().int().max(8e14) })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, { path: ['endsAt'], message: 'It must end after it begins' })
  .refine(({ startsAt, endsAt }) => endsAt - startsAt <= longestMs, { path: ['endsAt'], message: 'It can last a year at most' })

/** Puts one person on duty for a time, whatever the layers say. One that is over already is refused. Part of the caller's transaction. */
export function addOverride(db: Database, { rotaId, override, actor }: { rotaId: string; override: z.infer<typeof NewOverride>; actor: Actor }, now: number): string {
  const { personId, startsAt, endsAt } = override
  findRota(db, rotaId)
  requireActive(db, [personId])
  if (endsAt <= now) throw new AppError('bad-input', 'This time is over already. Choose one that is to come.')
  const { open } = db.select({ open: count() }).from(rotaOverrides).where(and(eq(rotaOverrides.rotaId, rotaId), gt(rotaOverrides.endsAt, now))).get() ?? { open: 0 }
  if (open >= mostAtOnce) throw new AppError('bad-input', `A rota has ${mostAtOnce} stand-ins to come at most. Remove some, or change its layers.`)
  const id = newId(now)
  db.insert(rotaOverrides).values({ id, rotaId, repId: personId, startsAt, endsAt, createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'rota.override-added', subject: { type: 'rota', id: rotaId }, after: { overrideId: id, ...override } }, now)
  return id
}
