import { type Actor, createAddAudit } from '../../audit/add-audit'
import { readBusinessHours } from '../../calendar/business-hours'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { newRep } from '../../roster/new-rep'
import { hrTeam } from '../groups/hr-team'
import { touchTeam } from '../groups/move-rep'
import { checkUser } from './check-user'
import type { ReadUser } from './read-user'

/** Puts a person on the roster, in the team of those whom no group has. Part of the caller's transaction. */
export function createUser(db: Database, { user, actor }: { user: ReadUser; actor: Actor }, now: number): string {
  checkUser(db, user, undefined)
  const id = newId(now)
  const teamId = hrTeam(db, actor, now)
  const { hrId, userName, name, email, managerId, profile } = user
  db.insert(reps)
    .values({
      ...newRep(), id, hrId, userName, name, email, managerId, profile, teamId, active: user.active ?? true, zone: user.zone ?? readBusinessHours(db).zone,
      joinedAt: now, createdAt: now, updatedAt: now,
    })
    .run()
  touchTeam(db, teamId, now)
  createAddAudit(db)({ actor, action: 'rep.created', subject: { type: 'rep', id }, after: { name, hrId, teamId } }, now)
  return id
}
