import { and, eq, isNotNull } from 'drizzle-orm'
import { compile } from '#engine/compile/compile'
import type { NodeRegistry } from '#nodes/definitions'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows, flowVersions } from '../db/schema'
import { AppError } from '../errors/app-error'
import { readDraft } from './read-draft'
import { writeTriggers } from './write-triggers'

/**
 * Brings a deleted flow back as it was: when it was published, its version starts runs again, from this commit on. What
 * happened meanwhile is not made up for. Part of the caller's transaction.
 */
export function restoreFlow(db: Database, registry: NodeRegistry, { flowId, actor }: { flowId: string; actor: Actor }, now: number): void {
  const flow = db.select().from(flows).where(and(eq(flows.id, flowId), isNotNull(flows.deletedAt))).get()
  if (!flow) throw new AppError('not-found', 'There is no such deleted flow. Perhaps somebody has brought it back already.')
  db.update(flows).set({ deletedAt: null, updatedAt: now }).where(eq(flows.id, flowId)).run()
  const version = flow.publishedId === null ? undefined : db.select().from(flowVersions).where(eq(flowVersions.id, flow.publishedId)).get()
  // Versions from before this was kept with them are compiled once more.
  if (version) writeTriggers(db, { flowId, versionId: version.id, startsOn: version.reach?.startsOn ?? compile(readDraft(version.document), registry).startsOn }, now)
  createAddAudit(db)({ actor, action: 'flow.restored', subject: { type: 'flow', id: flowId }, after: { name: flow.name, isPublished: version !== undefined } }, now)
}
