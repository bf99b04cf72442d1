import { and, asc, eq, isNull } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
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

/** Everybody on the roster, in the order of their ids. */
export function listUsers(db: Database, base: BaseUrl): JsonObject[] {
  const known = new Map(db.select({ id: teams.id, name: teams.name }).from(teams).where(isNull(teams.deletedAt)).all().map((team) => [team.id, team]))
  return db.select().from(reps).where(isNull(reps.deletedAt)).orderBy(asc(reps.id)).all().map((rep) => userResource(rep, known.get(rep.teamId), base))
}
