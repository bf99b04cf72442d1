import { isNotNull } from 'drizzle-orm'
import type { SourceRouting } from '#engine/compile/context'
import type { Database } from '../db/open-database'
import { sources, teams } from '../db/schema'
import { readDefaultPool } from './default-pool'

/** What the compiler needs to know of sources: whether there is a default pool, and which rules name a team that is gone. */
export function readSourceRouting(db: Database): SourceRouting {
  const living = new Set(db.select({ id: teams.id, deletedAt: teams.deletedAt }).from(teams).all().flatMap(({ id, deletedAt }) => (deletedAt === null ? [id] : [])))
  const ruled = db.select({ name: sources.name, rule: sources.rule }).from(sources).where(isNotNull(sources.rule)).orderBy(sources.name).all()
  const pool = readDefaultPool(db)
  return {
    hasDefault: pool.teamId !== null && living.has(pool.teamId),
    broken: ruled.flatMap(({ name, rule }) => (rule?.to === 'team' && !living.has(rule.teamId) ? [name] : [])),
  }
}
