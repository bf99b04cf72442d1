import { newId } from '../db/new-id'
import type { FlowDocument } from '#engine/graph/flow'
import type { Actor } from '../audit/add-audit'
import { createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'

/** Makes a flow with this draft; nothing is published. Part of the caller's transaction. */
export function createFlow(db: Database, input: { document: FlowDocument; template?: string; actor: Actor }, now: number): string {
  const id = newId(now)
  const { document, template, actor } = input
  db.insert(flows)
    .values({ id, name: document.name, failurePoint: document.failurePoint, draft: document, rev: 1, template: template ?? null, createdAt: now, updatedAt: now })
    .run()
  createAddAudit(db)({ actor, action: 'flow.created', subject: { type: 'flow', id }, after: { name: document.name, template: template ?? null } }, now)
  return id
}
