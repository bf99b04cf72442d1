import { count, eq } from 'drizzle-orm'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'
import { AppError } from '../errors/app-error'
import { findFlow } from '../flows/find-flow'
import type { Scenario } from '../simulate/scenario/scenario'
import type { Expected } from './expected'

export const maxExamples = 50

/** Refuses when the flow has as many examples as it may have, or is not there. */
export function checkRoom(db: Database, flowId: string): void {
  findFlow(db, flowId)
  const known = db.select({ count: count() }).from(examples).where(eq(examples.flowId, flowId)).get()?.count ?? 0
  if (known >= maxExamples) throw new AppError('conflict', `A flow has at most ${maxExamples} examples. Delete one that says nothing new, then save this one.`)
}

/** Keeps an example of a flow under a name, with what should come of it. Part of the caller's transaction. */
export function saveExample(db: Database, input: { flowId: string; name: string; scenario: Scenario; expected: Expected; actor: Actor }, now: number): string {
  const { actor, ...values } = input
  checkRoom(db, values.flowId)
  const id = newId(now)
  db.insert(examples).values({ ...values, id, createdAt: now, updatedAt: now }).run()
  createAddAudit(db)({ actor, action: 'example.saved', subject: { type: 'flow', id: values.flowId }, after: { exampleId: id } }, now)
  return id
}
