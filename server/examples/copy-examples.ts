import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { examples } from '../db/schema'
import { listExamples } from './list-examples'

/** Gives a flow the examples of another. Part of the caller's transaction. */
export function copyExamples(db: Database, { from, to }: { from: string; to: string }, now: number): void {
  for (const example of listExamples(db, from)) db.insert(examples).values({ ...example, id: newId(now), flowId: to, createdAt: now, updatedAt: now }).run()
}
