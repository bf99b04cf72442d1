import { eq } from 'drizzle-orm'
import type { NodeRegistry } from '#nodes/definitions'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { messageTemplates } from '../db/schema'
import { AppError } from '../errors/app-error'
import { findTemplate } from './find-template'
import { usesOfTemplates } from './uses-of-template'

/** Takes a template away; refused while a published flow sends it. Runs that have begun before still write with it. Audited. Part of the caller's transaction. */
export function deleteTemplate(db: Database, registry: NodeRegistry, { id, actor }: { id: string; actor: Actor }, now: number): void {
  const { name } = findTemplate(db, id)
  const live = (usesOfTemplates(db, registry).get(id) ?? []).filter(({ isLive }) => isLive)
  if (live.length > 0) throw new AppError('conflict', `“${name}” is sent by ${live.map((flow) => `“${flow.name}”`).join(', ')}. Choose another template there and publish, then delete this one.`, { flows: live })
  db.update(messageTemplates).set({ deletedAt: now, updatedAt: now }).where(eq(messageTemplates.id, id)).run()
  createAddAudit(db)({ actor, action: 'message-template.deleted', subject: { type: 'message-template', id }, before: { name } }, now)
}
