import { and, asc, eq, isNull } from 'drizzle-orm'
import type { JsonObject } from '#nodes/sdk/json'
import type { Database } from '../../db/open-database'
import { reps, teams } from '../../db/schema'
import type { BaseUrl } from '../resources/render'
import { ScimError } from '../scim-error'
import { groupResource, type Team } from './group-resource'
import { membersOf } from './set-members'

/** Refuses ids of no team and of teams that were removed. */
export function findGroup(db: Database, id: string): Team {
  const team = db.select().from(teams).where(and(eq(teams.id, id), isNull(teams.deletedAt))).get()
  if (!team) throw new ScimError(404, `There is no group with the id “${id.slice(0, 80)}”.`)
  return team
}

export function viewGroup(db: Database, team: Team, base: BaseUrl): JsonObject {
  return groupResource(team, membersOf(db, team.id), base)
}

/** All teams, in the order of their ids. */
export function listGroups(db: Database, base: BaseUrl): JsonObject[] {
  const members = new Map<string, string[]>()
  for (const { id, teamId } of db.select({ id: reps.id, teamId: reps.teamId }).from(reps).where(isNull(reps.deletedAt)).orderBy(asc(reps.id)).all()) {
    const known = members.get(teamId)
    if (known) known.push(id)
    else members.set(teamId, [id])
  }
  return db.select().from(teams).where(isNull(teams.deletedAt)).orderBy(asc(teams.id)).all().map((team) => groupResource(team, members.get(team.id) ?? [], base))
}
