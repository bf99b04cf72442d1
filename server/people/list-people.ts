import { asc } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { users } from '../db/schema'
import type { SessionUser } from './find-session'

/** Everybody who may sign in. */
export function listPeople(db: Database): { users: SessionUser[] } {
  return { users: db.select({ id: users.id, name: users.name, email: users.email, role: users.role }).from(users).orderBy(asc(users.name), asc(users.id)).all() }
}
