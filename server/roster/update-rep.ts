import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { reps } from '../db/schema'
import { AppError } from '../errors/app-error'
import { removeDevicesOf } from '../push/remove-device'
import { endOffers } from './leaving/end-offers'
import { tellOfRep } from './tell-of-rep'

export const RepChange = z.object({
  presence: z.enum(['online', 'away', 'offline']).optional(),
  capacity: z.number().int().min(0).max(10_000).optional(),
  active: z.boolean().optional(),
  awayUntil: z.number().int().nullable().optional(),
  /** Who takes this person's leads over first. */
  backupId: z.string().max(40).nullable().optional(),
})
export type RepChange = z.infer<typeof RepChange>

/**
 * Changes what routing knows of a person; audited with before and after. Offers that stand open with somebody who leaves, or is away from now on, go on to
 * the next at once; what a leaver has is handed over after the commit, their devices are told nothing any more, and flows hear that somebody has left. Whoever sets their presence is there, and not doubted any more. Room that a person
 * sets is believed until it is changed. Part of the caller's transaction.
 */
export function updateRep(db: Database, input: { repId: string; change: RepChange; actor: Actor }, now: number): void {
  const { repId, change, actor } = input
  const rep = db.select().from(reps).where(eq(reps.id, repId)).get()
  if (!rep) throw new AppError('not-found', 'There is nobody with this id on the roster.')
  if (Object.keys(change).length === 0) return
  if (change.backupId) requireBackup(db, repId, change.backupId)
  const follows = { ...(change.presence && { doubtedAt: null }), ...(change.capacity !== undefined && { capacityAt: null }) }
  db.update(reps).set({ ...change, ...follows, updatedAt: now }).where(eq(reps.id, repId)).run()
  const before = Object.fromEntries(Object.keys(change).map((key) => [key, rep[key as keyof RepChange]]))
  createAddAudit(db)({ actor, action: 'rep.updated', subject: { type: 'rep', id: repId }, before, after: change }, now)
  if (change.active === false && rep.active) tellOfRep(db, { type: 'rep.left', rep, key: newId(now), data: {} }, now)
  if (change.active === false) removeDevicesOf(db, repId)
  if (change.active === false) endOffers(db, { repId, actor, endedFor: 'left' }, now)
  else if (change.awayUntil && change.awayUntil > now) endOffers(db, { repId, actor, endedFor: 'away' }, now)
}

function requireBackup(db: Database, repId: string, backupId: string): void {
  const backup = db.select({ active: reps.active, deletedAt: reps.deletedAt }).from(reps).where(eq(reps.id, backupId)).get()
  if (backupId === repId || !backup?.active || backup.deletedAt !== null) throw new AppError('bad-input', 'Choose a colleague who is here as the backup.')
}
