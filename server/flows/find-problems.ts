import { isNull } from 'drizzle-orm'
import { compile } from '#engine/compile/compile'
import type { NodeRegistry } from '#nodes/definitions'
import type { Database } from '../db/open-database'
import { flows } from '../db/schema'
import { findFlow } from './find-flow'
import { readDraft } from './read-draft'
import { listReferences, toReferences } from './references'

export interface ProblemCount {
  errors: number
  warnings: number
}

/**
 * How many problems the draft of each flow has, by its id. Drafts that did not change are not compiled again, and the thread is free
 * between two flows: leads come in meanwhile.
 */
export function createFindProblems(db: Database, registry: NodeRegistry, now: () => number): () => Promise<Record<string, ProblemCount>> {
  const kept = new Map<string, { of: string; count: ProblemCount }>()
  return async () => {
    const named = listReferences(db, now())
    const references = JSON.stringify(named)
    const found: Record<string, ProblemCount> = {}
    for (const { id, rev } of db.select({ id: flows.id, rev: flows.rev }).from(flows).where(isNull(flows.deletedAt)).all()) {
      const of = `${rev} ${references}`
      let count = kept.get(id)
      if (count?.of !== of) {
        await new Promise(setImmediate)
        const { diagnostics } = compile(readDraft(findFlow(db, id).draft), registry, toReferences(named, id))
        const errors = diagnostics.filter((each) => each.severity === 'error').length
        count = { of, count: { errors, warnings: diagnostics.length - errors } }
        kept.set(id, count)
      }
      found[id] = count.count
    }
    for (const id of kept.keys()) if (!(id in found)) kept.delete(id)
    return found
  }
}
