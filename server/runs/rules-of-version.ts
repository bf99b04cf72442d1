import { eq, sql } from 'drizzle-orm'
import type { Concurrency } from '#engine/graph/flow'
import type { Sequence } from '#engine/graph/sequence'
import { keptQuery } from '../db/kept-query'
import type { Database } from '../db/open-database'
import { flowVersions } from '../db/schema'

/** What a version says about runs beside others. */
export interface VersionRules {
  concurrency: Concurrency
  sequence: Sequence | null
}

/** Versions never change, so what was read is kept; so many of them that every flow in use has room. */
const maxKept = 2_000

const kept = keptQuery(() => new Map<string, VersionRules>())
const find = keptQuery((db) =>
  db
    .select({ concurrency: sql<Concurrency | null>`json_extract(${flowVersions.document}, '$.concurrency')`, sequence: sql<string | null>`json_extract(${flowVersions.document}, '$.sequence')` })
    .from(flowVersions)
    .where(eq(flowVersions.id, sql.placeholder('versionId')))
    .prepare(),
)

/** The rules of a version, read from its document once. */
export function rulesOfVersion(db: Database, versionId: string): VersionRules {
  const known = kept(db).get(versionId)
  if (known) return known
  const row = find(db).get({ versionId })
  const rules: VersionRules = { concurrency: row?.concurrency ?? 'allow', sequence: row?.sequence ? (JSON.parse(row.sequence) as Sequence) : null }
  if (kept(db).size >= maxKept) kept(db).clear()
  kept(db).set(versionId, rules)
  return rules
}
