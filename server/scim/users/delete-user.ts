import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { touchTeam } from '../groups/move-rep'
import { leave } from '../leaving/leave'
import { changedAt } from '../resources/render'
import type { Rep } from './user-resource'

/**
 * Takes a person off the roster: first leaving, as everybody leaves; the row stays for what it is named in. Its names become free
 * for somebody new, and who was led by this person is led by nobody. Part of the caller's transaction.
 */
export function deleteUser(db: Database, { rep, actor }: { rep: Rep; actor: Actor }, now: number): void {
  leave(db, { rep, isDeleted: true, actor }, now)
  db.update(reps).set({ deletedAt: now, hrId: null, userName: null, active: false, updatedAt: changedAt(rep, now) }).where(eq(reps.id, rep.id)).run()
  for (const led of db.select().from(reps).where(and(eq(reps.managerId, rep.id), isNull(reps.deletedAt))).all()) {
    db.update(reps).set({ managerId: null, updatedAt: changedAt(led, now) }).where(eq(reps.id, led.id)).run()
  }
  touchTeam(db, rep.teamId, now)
  createAddAudit(db)({ actor, action: 'rep.deleted', subject: { type: 'rep', id: rep.id }, before: { name: rep.name, hrId: rep.hrId, userName: rep.userName } }, now)
}
