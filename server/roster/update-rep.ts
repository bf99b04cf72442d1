import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { reps } from '../db/schema'
import { AppError } from '../errors/app-error'

export const RepChange = z.object({
  presence: z.enum(['online', 'away', 'offline']).optional(),
  capacity: z.number().int().min(0).max(10_000).optional(),
  active: z.boolean().optional(),
  awayUntil: z.number().int().nullable().optional(),
})
export type RepChange = z.infer<typeof RepChange>

/** Changes what routing knows of a person; audited with before and after. Part of the caller's transaction. */
export function updateRep(db: Database, input: { repId: string; change: RepChange; actor: Actor }, now: number): void {
  const { repId, change, actor } = input
  const rep = db.select().from(reps).where(eq(reps.id, repId)).get()
  if (!rep) throw new AppError('not-found', 'There is nobody with this id on the roster.')
  if (Object.keys(change).length === 0) return
  db.update(reps).set({ ...change, updatedAt: now }).where(eq(reps.id, repId)).run()
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, rep[key as keyof RepChange]]))
  createAddAudit(db)({ actor, action: 'rep.updated', subject: { type: 'rep', id: repId }, before, after: change }, now)
}
