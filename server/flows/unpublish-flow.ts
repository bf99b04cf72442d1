import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { AppError } from '../errors/app-error'
import { findFlow } from './find-flow'
import { dropTriggers } from './write-triggers'

/** Takes a flow off line: from this commit on nothing starts it. Runs in flight go on. Part of the caller's transaction. */
export function unpublishFlow(db: Database, { flowId, actor }: { flowId: string; actor: Actor }, now: number): void {
  const flow = findFlow(db, flowId)
  if (!flow.publishedId) throw new AppError('conflict', 'This flow is not published, so nothing starts it now.')
  dropTriggers(db, flowId)
  db.update(flows).set({ publishedId: null, publishedRev: null, updatedAt: now }).where(eq(flows.id, flowId)).run()
  createAddAudit(db)({ actor, action: 'flow.unpublished', subject: { type: 'flow', id: flowId }, before: { versionId: flow.publishedId } }, now)
}
