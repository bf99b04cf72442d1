import { desc, eq, gte, isNull, sql } from 'drizzle-orm'
import type { Figure } from '#engine/graph/flow'
import type { Database } from '../db/open-database'
import { flows, flowVersions, runs } from '../db/schema'

/** Who did to a flow what was done last; null when it was not a person. */
const changedBy = sql<string | null>`(
  select users.name from users
  where users.id = (select actor_id from audit_log where subject_type = 'flow' and subject_id = ${flows.id} order by seq desc limit 1)
)`

/** All flows, the last changed first, with who changed them and what their runs are doing. */
export function listFlows(db: Database, now: number) {
  const dayStart = now - (now % 86_400_000)
  const counts = new Map(
    db
      .select({
        flowId: runs.flowId,
        open: sql<number>`sum(${runs.state} in ('queued', 'starting', 'running', 'waiting'))`.mapWith(Number),
        failed: sql<number>`sum(${runs.state} = 'failed')`.mapWith(Number),
        doneToday: sql<number>`sum(${runs.state} = 'done' and ${gte(runs.endedAt, dayStart)})`.mapWith(Number),
      })
      .from(runs)
      .groupBy(runs.flowId)
      .all()
      .map((row) => [row.flowId, row]),
  )
  return db
    .select({
      id: flows.id, name: flows.name, failurePoint: flows.failurePoint, rev: flows.rev, publishedRev: flows.publishedRev, updatedAt: flows.updatedAt, template: flows.template, figure: sql<string | null>`json_extract(${flows.draft}, '$.figure')`,
      version: flowVersions.number, publishedAt: flowVersions.publishedAt, changedBy,
    })
    .from(flows)
    .leftJoin(flowVersions, eq(flowVersions.id, flows.publishedId))
    .where(isNull(flows.deletedAt))
    .orderBy(desc(flows.updatedAt))
    .all()
    .map(({ version, publishedAt, publishedRev, figure, ...flow }) => {
      const count = counts.get(flow.id)
      return {
        ...flow,
        figure: figure === null ? null : (JSON.parse(figure) as Figure),
        published: version !== null && publishedAt !== null ? { version, at: publishedAt } : null,
        hasChanges: publishedRev !== flow.rev,
        runs: { open: count?.open ?? 0, failed: count?.failed ?? 0, doneToday: count?.doneToday ?? 0 },
      }
    })
}
