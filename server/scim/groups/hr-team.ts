import { and, eq, isNull } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../../audit/add-audit'
import { newId } from '../../db/new-id'
import type { Database } from '../../db/open-database'
import { teams } from '../../db/schema'
import { readSetting, writeSetting } from '../../settings/settings'

const key = 'scim.team'

/** The team of people whom the HR system put into none. Made when it is first needed. Part of the caller's transaction. */
export function hrTeam(db: Database, actor: Actor, now: number): string {
  const known = findHrTeam(db)
  if (known !== undefined) return known
  const id = newId(now)
  db.insert(teams).values({ id, name: 'From the HR system', createdAt: now }).run()
  writeSetting(db, key, id)
  createAddAudit(db)({ actor, action: 'team.created', subject: { type: 'team', id }, after: { name: 'From the HR system' } }, now)
  return id
}

export function findHrTeam(db: Database): string | undefined {
  const id = readSetting(db, key)
  if (typeof id !== 'string') return undefined
  return db.select({ id: teams.id }).from(teams).where(and(eq(teams.id, id), isNull(teams.deletedAt))).get()?.id
}
