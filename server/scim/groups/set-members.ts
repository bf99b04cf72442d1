import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '../../audit/add-audit'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { ScimError } from '../scim-error'
import { findHrTeam, hrTeam } from './hr-team'
import { moveRep } from './move-rep'

/** Who is in a team, in the order of their ids. */
export function membersOf(db: Database, teamId: string): string[] {
  return db.select({ id: reps.id }).from(reps).where(and(eq(reps.teamId, teamId), isNull(reps.deletedAt))).orderBy(asc(reps.id)).all().map(({ id }) => id)
}

/** Makes a team consist of these people: they leave other teams, and who is not named comes into the team of those without. Part of the caller's transaction. */
export function setMembers(db: Database, { teamId, members, actor }: { teamId: string; members: string[]; actor: Actor }, now: number): void {
  const before = new Set(membersOf(db, teamId))
  const wanted = new Set(members)
  for (const repId of wanted) {
    if (before.has(repId)) continue
    const known = db.select({ id: reps.id }).from(reps).where(and(eq(reps.id, repId), isNull(reps.deletedAt))).get()
    if (!known) throw new ScimError(400, `The member “${repId.slice(0, 80)}” is not here. Send the id that this server gave to that person.`, 'invalidValue')
    moveRep(db, { repId, teamId, actor }, now)
  }
  const gone = [...before].filter((id) => !wanted.has(id))
  if (gone.length === 0) return
  if (findHrTeam(db) === teamId) throw new ScimError(400, 'This team holds the people who are in no other group. Put them into another group instead of taking them out of this one.', 'mutability')
  const rest = hrTeam(db, actor, now)
  for (const repId of gone) moveRep(db, { repId, teamId: rest, actor }, now)
}
