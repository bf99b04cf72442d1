import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { flows, flowVersions, runs, runSteps, users } from '../db/schema'
import { AppError } from '../errors/app-error'
import { activeStates } from '../runs/rehydrate-run'
import { newestVersion } from './newest-version'
import { readDraft } from './read-draft'
import { listReferences } from './references'

/** One flow for the canvas: its draft, what is live, where runs stand now, and what it may refer to. */
export function getFlow(db: Database, flowId: string, now: number) {
  const flow = db.select().from(flows).where(and(eq(flows.id, flowId), isNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'There is no such flow.')
  const live = flow.publishedId
    ? db
        .select({ version: flowVersions.number, at: flowVersions.publishedAt, by: flowVersions.publishedBy, byName: users.name })
        .from(flowVersions)
        .leftJoin(users, eq(users.id, flowVersions.publishedBy))
        .where(eq(flowVersions.id, flow.publishedId))
        .get()
    : undefined
  const standing = db
    .select({ nodeId: runSteps.nodeId, count: sql<number>`count(*)` })
    .from(runSteps)
    .innerJoin(runs, eq(runs.id, runSteps.runId))
    .where(and(eq(runs.flowId, flowId), inArray(runs.state, activeStates), inArray(runSteps.state, ['waiting', 'running'])))
    .groupBy(runSteps.nodeId)
    .all()
  return {
    id: flow.id,
    rev: flow.rev,
    draft: readDraft(flow.draft),
    published: live ? { version: live.version, at: live.at, by: live.byName ?? 'Watertight' } : null,
    newest: newestVersion(db, flow.id) ?? null,
    hasChanges: flow.publishedRev !== flow.rev,
    waiting: Object.fromEntries(standing.map((row) => [row.nodeId, row.count])) as Record<string, number>,
    references: listReferences(db, now),
  }
}
