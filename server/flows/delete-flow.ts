import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { findFlow } from './find-flow'
import { dropTriggers } from './write-triggers'

/**
 * Takes a flow away: from this commit on nothing starts it, and its running deadlines are dropped. Runs in flight, and those
 * that wait behind them, go on to their end. Its versions are kept, so it can be brought back. Part of the caller's transaction.
 */
export function deleteFlow(db: Database, { flowId, actor }: { flowId: string; actor: Actor }, now: number): void {
  const flow = findFlow(db, flowId)
  dropTriggers(db, flowId)
  db.update(flows).set({ deletedAt: now, updatedAt: now }).where(eq(flows.id, flowId)).run()
  createAddAudit(db)({ actor, action: 'flow.deleted', subject: { type: 'flow', id: flowId }, before: { name: flow.name, wasPublished: flow.publishedId !== null } }, now)
}
