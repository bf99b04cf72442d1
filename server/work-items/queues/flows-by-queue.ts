import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { keptQuery } from '../../db/kept-query'
import type { Database } from '../../db/open-database'
import { flows, flowVersions } from '../../db/schema'

/** What the steps of a published version name, by the version's id. A version never changes, so each is read once. */
const namedBy = keptQuery(() => new Map<string, Set<string>>())

/** Which published flows have a step with each of these queues: their names, in order. Those that nothing names are missing. */
export function flowsByQueue(db: Database, queueIds: readonly string[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const kept = namedBy(db)
  const published = db.select({ name: flows.name, versionId: flows.publishedId }).from(flows).where(and(isNull(flows.deletedAt), isNotNull(flows.publishedId))).orderBy(flows.name, flows.id).all()
  for (const id of [...kept.keys()]) if (!published.some(({ versionId }) => versionId === id)) kept.delete(id)
  for (const { name, versionId } of published) {
    if (versionId === null) continue
    const named = kept.get(versionId) ?? readNamed(db, versionId)
    kept.set(versionId, named)
    for (const id of queueIds) if (named.has(id)) found.set(id, [...(found.get(id) ?? []), name])
  }
  return found
}

function readNamed(db: Database, versionId: string): Set<string> {
  const document = db.select({ document: flowVersions.document }).from(flowVersions).where(eq(flowVersions.id, versionId)).get()?.document
  return new Set(document?.nodes.flatMap(({ params }) => (typeof params.queue === 'string' && params.queue !== '' ? [params.queue] : [])))
}
