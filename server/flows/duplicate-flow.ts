import type { Actor } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { copyExamples } from '../examples/copy-examples'
import { createFlow } from './create-flow'
import { findFlow } from './find-flow'
import { readDraft } from './read-draft'

/** Makes another flow with the same draft and examples. Nothing of it is published, so nothing starts it. Part of the caller's transaction. */
export function duplicateFlow(db: Database, { flowId, actor }: { flowId: string; actor: Actor }, now: number): string {
  const { draft, template } = findFlow(db, flowId)
  const document = readDraft(draft)
  const copyId = createFlow(db, { document: { ...document, name: `${document.name.slice(0, 293)} (copy)` }, actor, ...(template !== null && { template }) }, now)
  copyExamples(db, { from: flowId, to: copyId }, now)
  return copyId
}
