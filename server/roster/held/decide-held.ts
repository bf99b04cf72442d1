import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { heldRosterChanges, reps } from '../../db/schema'
import { AppError } from '../../errors/app-error'
import { HeldLeavers } from '../../scim/leaving/held-leavers'
import { deleteUser } from '../../scim/users/delete-user'
import { applyRoster } from '../import/apply-roster'
import { HeldFile } from '../import/import-people'
import { planRoster } from '../import/plan-roster'
import { updateRep } from '../update-rep'
import { endAsking } from './held-work'

export const Decision = z.object({ decision: z.enum(['approve', 'refuse']) })
export type Decision = z.infer<typeof Decision>['decision']

/**
 * Does a held change as the roster is now, or drops it. The first decision counts; a second one is refused. Part of the caller's
 * transaction.
 */
export function decideHeld(db: Database, { id, decision, actor }: { id: string; decision: Decision; actor: Actor }, now: number): void {
  const held = db.select().from(heldRosterChanges).where(eq(heldRosterChanges.id, id)).get()
  if (!held) throw new AppError('not-found', 'There is no such change.')
  if (held.state !== 'held') throw new AppError('conflict', held.state === 'done' ? 'This was approved already.' : 'This was refused already.')
  if (decision === 'approve') (held.origin === 'scim' ? letGo : applyFile)(db, held.change, actor, now)
  db.update(heldRosterChanges).set({ state: decision === 'approve' ? 'done' : 'refused', decidedAt: now, decidedBy: actor.id }).where(eq(heldRosterChanges.id, id)).run()
  endAsking(db, { heldId: id, actor }, now)
  createAddAudit(db)({ actor, action: decision === 'approve' ? 'roster.change-approved' : 'roster.change-refused', subject: { type: 'roster', id }, after: { leavers: held.leavers } }, now)
}

function letGo(db: Database, change: unknown, actor: Actor, now: number): void {
  for (const { repId, isDeleted } of HeldLeavers.parse(change).people) {
    const find = () => db.select().from(reps).where(eq(reps.id, repId)).get()
    const rep = find()
    if (!rep || rep.deletedAt !== null) continue
    if (rep.active) updateRep(db, { repId, change: { active: false }, actor }, now)
    // Who has left already is not held back once more.
    const left = find()
    if (isDeleted && left) deleteUser(db, { rep: left, actor }, now)
  }
}

function applyFile(db: Database, change: unknown, actor: Actor, now: number): void {
  const { mode, people } = HeldFile.parse(change)
  const plan = planRoster(db, people, mode)
  const [problem] = plan.problems
  if (problem) throw new AppError('conflict', `The roster has changed since, and the file does not fit any more. Line ${problem.line}: ${problem.reason} Refuse this and import the file anew.`)
  applyRoster(db, { plan, actor }, now)
}
