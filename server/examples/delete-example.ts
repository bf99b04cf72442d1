import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'
import { findExample } from './find-example'

/** Takes an example away. Part of the caller's transaction. */
export function deleteExample(db: Database, { id, actor }: { id: string; actor: Actor }, now: number): void {
  const { flowId } = findExample(db, id)
  db.delete(examples).where(eq(examples.id, id)).run()
  createAddAudit(db)({ actor, action: 'example.deleted', subject: { type: 'flow', id: flowId }, before: { exampleId: id } }, now)
}
