import { and, eq, isNull, ne } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { teams } from '../../db/schema'
import { readDefaultPool } from '../../sources/default-pool'
import { sourcesOfTeam } from '../../sources/set-rule'
import { changedAt } from '../resources/render'
import { ScimError } from '../scim-error'
import type { Team } from './group-resource'
import { findHrTeam } from './hr-team'
import type { ReadGroup } from './read-group'
import { setMembers } from './set-members'

/** Makes a team of these people. Part of the caller's transaction. */
export function createGroup(db: Database, { group, actor }: { group: ReadGroup; actor: Actor }, now: number): string {
  checkHrId(db, group.hrId, undefined)
  const id = newId(now)
  db.insert(teams).values({ id, name: group.name, hrId: group.hrId, createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'team.created', subject: { type: 'team', id }, after: { name: group.name, hrId: group.hrId } }, now)
  setMembers(db, { teamId: id, members: group.members, actor }, now)
  return id
}

/** Makes a team what the HR system says. What is the same already is not touched. Part of the caller's transaction. */
export function updateGroup(db: Database, { team, group, actor }: { team: Team; group: ReadGroup; actor: Actor }, now: number): void {
  checkHrId(db, group.hrId, team.id)
  if (group.name !== team.name || group.hrId !== team.hrId) {
    db.update(teams).set({ name: group.name, hrId: group.hrId, updatedAt: changedAt(team, now) }).where(eq(teams.id, team.id)).run()
    createAddAudit(db)({ actor, action: 'team.updated', subject: { type: 'team', id: team.id }, before: { name: team.name, hrId: team.hrId }, after: { name: group.name, hrId: group.hrId } }, now)
  }
  setMembers(db, { teamId: team.id, members: group.members, actor }, now)
}

/** Ends a team; its people come into the team of those without. Flows that name it are told at publishing and when they meet it. Part of the caller's transaction. */
export function deleteGroup(db: Database, { team, actor }: { team: Team; actor: Actor }, now: number): void {
  if (findHrTeam(db) === team.id) throw new ScimError(400, 'This team holds the people who are in no other group; it stays.', 'mutability')
  const ways = [...(readDefaultPool(db).teamId === team.id ? ['the default pool of sources'] : []), ...sourcesOfTeam(db, team.id).map((name) => `the rule of the source “${name}”`)]
  if (ways.length > 0) throw new ScimError(409, `Leads come to this team by ${ways.slice(0, 5).join(', ')}. Choose another team there first, at Records → Sources.`)
  setMembers(db, { teamId: team.id, members: [], actor }, now)
  db.update(teams).set({ deletedAt: now, hrId: null, updatedAt: changedAt(team, now) }).where(eq(teams.id, team.id)).run()
  createAddAudit(db)({ actor, action: 'team.deleted', subject: { type: 'team', id: team.id }, before: { name: team.name, hrId: team.hrId } }, now)
}

function checkHrId(db: Database, hrId: string | null, teamId: string | undefined): void {
  if (hrId === null) return
  const known = db.select({ id: teams.id }).from(teams).where(and(eq(teams.hrId, hrId), isNull(teams.deletedAt), ...(teamId === undefined ? [] : [ne(teams.id, teamId)]))).get()
  if (known) throw new ScimError(409, `There is a group with this externalId already: ${known.id}.`, 'uniqueness')
}
