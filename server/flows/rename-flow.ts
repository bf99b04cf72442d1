import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { findFlow } from './find-flow'
import { readDraft } from './read-draft'

/** Gives a flow another name. What is published, and what starts it, stays as it is. Part of the caller's transaction. */
export function renameFlow(db: Database, { flowId, name, actor }: { flowId: string; name: string; actor: Actor }, now: number): { rev: number } {
  const flow = findFlow(db, flowId)
  if (flow.name === name) return { rev: flow.rev }
  const rev = flow.rev + 1
  db.update(flows).set({ name, draft: { ...readDraft(flow.draft), name }, rev, updatedAt: now }).where(eq(flows.id, flowId)).run()
  createAddAudit(db)({ actor, action: 'flow.renamed', subject: { type: 'flow', id: flowId }, before: { name: flow.name }, after: { name } }, now)
  return { rev }
}
