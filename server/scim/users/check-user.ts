import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { reps } from '../../db/schema'
import { ScimError } from '../scim-error'
import { isNamed } from './find-users'
import type { ReadUser } from './read-user'

/** Refuses a name or id that somebody else has, a manager who is not there, and people who would lead one another in a circle. */
export function checkUser(db: Database, { userName, hrId, managerId }: Pick<ReadUser, 'userName' | 'hrId' | 'managerId'>, repId: string | undefined): void {
  const others = repId === undefined ? isNull(reps.deletedAt) : and(isNull(reps.deletedAt), ne(reps.id, repId))
  const named = db.select({ id: reps.id }).from(reps).where(and(others, isNamed(userName))).get()
  if (named) throw new ScimError(409, `There is a person with this userName already: ${named.id}.`, 'uniqueness')
  const known = hrId === null ? undefined : db.select({ id: reps.id }).from(reps).where(and(others, eq(reps.hrId, hrId))).get()
  if (known) throw new ScimError(409, `There is a person with this externalId already: ${known.id}.`, 'uniqueness')
  if (managerId !== null) checkManager(db, managerId, repId)
}

function checkManager(db: Database, managerId: string, repId: string | undefined): void {
  const seen = new Set<string>()
  for (let id: string | null = managerId; id !== null; ) {
    if (id === repId) throw new ScimError(400, seen.size === 0 ? 'Nobody can be their own manager.' : 'This manager is led, over others, by this very person: the two would lead one another in a circle. Change the other’s manager first.', 'invalidValue')
    if (seen.has(id)) return
    seen.add(id)
    const found = db.select({ managerId: reps.managerId }).from(reps).where(and(eq(reps.id, id), isNull(reps.deletedAt))).get() as { managerId: string | null } | undefined
    if (!found && id === managerId) throw new ScimError(400, `The manager “${managerId.slice(0, 80)}” is not here. Send the id that this server gave to that person, and that person first.`, 'invalidValue')
    id = found?.managerId ?? null
  }
}
