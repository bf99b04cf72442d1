import { eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'
import type { Expected } from './expected'
import { findExample } from './find-example'

/** Gives an example another name, or takes what came of it as right from now on. Part of the caller's transaction. */
export function changeExample(db: Database, { id, change, actor }: { id: string; change: { name: string } | { expected: Expected }; actor: Actor }, now: number): void {
  const { flowId } = findExample(db, id)
  db.update(examples).set({ ...change, updatedAt: now }).where(eq(examples.id, id)).run()
  createAddAudit(db)({ actor, action: 'name' in change ? 'example.renamed' : 'example.accepted', subject: { type: 'flow', id: flowId }, after: { exampleId: id } }, now)
}
