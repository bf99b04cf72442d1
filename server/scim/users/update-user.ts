import { eq } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import type { Json } from '#nodes/sdk/json'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { readBusinessHours } from '../../calendar/business-hours'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { updateRep } from '../../roster/update-rep'
import { keepLeaver } from '../leaving/held-leavers'
import { leave } from '../leaving/leave'
import { changedAt } from '../resources/render'
import { checkUser } from './check-user'
import type { ReadUser } from './read-user'
import type { Rep } from './user-resource'

/**
 * Makes a person of the roster what the HR system says; what is the same already is not touched, so that the version stays.
 * Who stops being active leaves by the way that everybody leaves. Part of the caller's transaction.
 */
export function updateUser(db: Database, { rep, user, actor }: { rep: Rep; user: ReadUser; actor: Actor }, now: number): void {
  const { hrId, userName, name, email, managerId, profile } = user
  checkUser(db, { userName, hrId, managerId: managerId === rep.managerId ? null : managerId }, rep.id)
  // Without a zone the one that was known stays, unless it was the HR system's own, which it has taken back.
  const zone = user.zone ?? (rep.profile?.timezone === undefined ? rep.zone : readBusinessHours(db).zone)
  const active = user.active ?? rep.active
  if (active) keepLeaver(db, { repId: rep.id, actor }, now)
  if (active && !rep.active) updateRep(db, { repId: rep.id, change: { active: true }, actor }, now)
  if (!active) leave(db, { rep, isDeleted: false, actor }, now)

  const said = { hrId, userName, name, email, managerId, zone, profile }
  const changed = (Object.keys(said) as (keyof typeof said)[]).filter((key) => !isDeepStrictEqual(said[key], rep[key]))
  if (changed.length === 0 && active === rep.active) return
  db.update(reps).set({ ...said, updatedAt: changedAt(rep, now) }).where(eq(reps.id, rep.id)).run()
  if (changed.length === 0) return
  // The profile may hold home addresses: the log says only that it changed.
  const told = (from: Record<string, unknown>) => Object.fromEntries(changed.filter((key) => key !== 'profile').map((key) => [key, (from[key] ?? null) as Json]))
  createAddAudit(db)({ actor, action: 'rep.updated', subject: { type: 'rep', id: rep.id }, before: told(rep), after: told(said) }, now)
}
