import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import { exactValues } from '../query/exact-values'
import type { Filter } from '../query/parse-filter'
import type { BaseUrl } from '../resources/render'
import { ScimError } from '../scim-error'
import { type Rep, userResource } from './user-resource'

/** Refuses ids of nobody and of people who were removed. */
export function findUser(db: Database, id: string): Rep {
  const rep = db.select().from(reps).where(and(eq(reps.id, id), isNull(reps.deletedAt))).get()
  if (!rep) throw new ScimError(404, `There is no person with the id “${id.slice(0, 80)}”.`)
  return rep
}

export function viewUser(db: Database, rep: Rep, base: BaseUrl): JsonObject {
  return userResource(rep, db.select({ id: teams.id, name: teams.name }).from(teams).where(and(eq(teams.id, rep.teamId), isNull(teams.deletedAt))).get(), base)
}

/** Everybody on the roster, in the order of their ids; with a filter at least those who meet it. */
export function listUsers(db: Database, base: BaseUrl, filter?: Filter): JsonObject[] {
  const known = new Map(db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).all().map((team) => [team.id, team]))
  const rows = db.select().from(reps).where(and(isNull(reps.deletedAt), ...narrow(filter))).orderBy(asc(reps.id)).all()
  return rows.map((rep) => userResource(rep, known.get(rep.teamId), base))
}

/** What the database itself can find quickly: an HR system that syncs thousands asks for each of them. */
function narrow(filter: Filter | undefined): SQL[] {
  if (!filter) return []
  const { id, externalId, userName } = Object.fromEntries(exactValues(filter))
  return [
    ...(id === undefined ? [] : [eq(reps.id, id)]),
    ...(externalId === undefined ? [] : [eq(reps.hrId, externalId)]),
    // SQLite knows capital letters of ASCII only.
    ...(userName === undefined || !/^[ -~]*$/.test(userName) ? [] : [isNamed(userName)]),
  ]
}

/** Whose name in the HR system, or what stands for it, is this; see userNameOf. */
export function isNamed(userName: string): SQL {
  return sql`lower(coalesce(${reps.userName}, nullif(${reps.email}, ''), ${reps.id})) = ${userName.toLowerCase()}`
}
