import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { sources } from '../db/schema'
import { nameKey } from '../sources/name-key'

export const standardSource = 'CSV import'

/**
 * The source that imported leads count for: the first of that name, else a new one that takes nothing over HTTP. Ids of
 * leads are compared within it, so the same name again makes no duplicates. Part of the caller's transaction.
 */
export function importSource(db: Database, { name, actor }: { name: string; actor: Actor }, now: number): string {
  const known = db.select({ id: sources.id }).from(sources).where(and(eq(sources.name, name), ne(sources.kind, 'named'), isNull(sources.deletedAt))).orderBy(asc(sources.createdAt)).get()
  if (known) return known.id
  const id = newId(now)
  db.insert(sources).values({ id, name, nameKey: nameKey(name), kind: 'import', createdAt: now }).run()
  createAddAudit(db)({ actor, action: 'source.created', subject: { type: 'source', id }, after: { name, kind: 'import' } }, now)
  return id
}
