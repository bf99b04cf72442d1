import { and, eq, isNull, like } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { flows, flowVersions } from '../../db/schema'

/** Names of the published flows that have a step with this rota. */
export function flowsUsing(db: Database, rotaId: string): string[] {
  return db
    .select({ name: flows.name, document: flowVersions.document })
    .from(flows)
    .innerJoin(flowVersions, eq(flowVersions.id, flows.publishedId))
    .where(and(isNull(flows.deletedAt), like(flowVersions.document, `%${rotaId}%`)))
    .orderBy(flows.name)
    .all()
    .flatMap(({ name, document }) => (document.nodes.some(({ params }) => params.rota === rotaId) ? [name] : []))
}
