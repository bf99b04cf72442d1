import { and, count, desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows, flowVersions, runs, users } from '../db/schema'
import { AppError } from '../errors/app-error'
import { activeStates } from '../runs/rehydrate-run'

/** More than anybody reads; older ones are still there by their number. */
const maxVersions = 500

/** What was published of a flow, newest first: by whom, when and why, and how many runs are still under way on each. */
export function listVersions(db: Database, flowId: string) {
  const flow = db.select({ publishedId: flows.publishedId }).from(flows).where(eq(flows.id, flowId)).get()
  if (!flow) throw new AppError('not-found', 'There is no such flow.')
  const open = new Map(
    db.select({ versionId: runs.versionId, count: count() }).from(runs)
      .where(and(eq(runs.flowId, flowId), inArray(runs.state, ['queued', ...activeStates])))
      .groupBy(runs.versionId)
      .all()
      .map((row) => [row.versionId, row.count]),
  )
  return db
    .select({ id: flowVersions.id, number: flowVersions.number, note: flowVersions.note, at: flowVersions.publishedAt, by: users.name })
    .from(flowVersions)
    .leftJoin(users, eq(users.id, flowVersions.publishedBy))
    .where(eq(flowVersions.flowId, flowId))
    .orderBy(desc(flowVersions.number))
    .limit(maxVersions)
    .all()
    .map(({ id, by, ...version }) => ({ ...version, by: by ?? 'Watertight', isLive: id === flow.publishedId, open: open.get(id) ?? 0 }))
}
