import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { changedAt } from '../resources/render'

/** Brings a person from one team into another. Both are other resources then, and so is the person. Part of the caller's transaction. */
export function moveRep(db: Database, { repId, teamId, actor }: { repId: string; teamId: string; actor: Actor }, now: number): void {
  const rep = db.select({ teamId: reps.teamId, createdAt: reps.createdAt, updatedAt: reps.updatedAt }).from(reps).where(eq(reps.id, repId)).get()
  if (!rep || rep.teamId === teamId) return
  db.update(reps).set({ teamId, updatedAt: changedAt(rep, now) }).where(eq(reps.id, repId)).run()
  createAddAudit(db)({ actor, action: 'rep.moved', subject: { type: 'rep', id: repId }, before: { teamId: rep.teamId }, after: { teamId } }, now)
  for (const id of [rep.teamId, teamId]) touchTeam(db, id, now)
}

export function touchTeam(db: Database, teamId: string, now: number): void {
  const team = db.select({ createdAt: teams.createdAt, updatedAt: teams.updatedAt }).from(teams).where(eq(teams.id, teamId)).get()
  if (team) db.update(teams).set({ updatedAt: changedAt(team, now) }).where(eq(teams.id, teamId)).run()
}
