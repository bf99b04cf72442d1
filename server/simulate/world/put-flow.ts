import { eq, notInArray } from 'drizzle-orm'
import type { FlowDocument } from '#engine/graph/flow'
import type { NodeRegistry } from '#nodes/definitions'
import type { Database } from '../../db/open-database'
import { flows, triggers } from '../../db/schema'
import { publishFlow } from '../../flows/publish-flow'

const actor = { kind: 'system', id: 'simulation' } as const

export interface PlacedFlow {
  id: string
  document: FlowDocument
}

/**
 * Publishes the flow that is tried out, those that it calls and those that stand beside it, each under its id. Only the first and the last are started by events: other
 * flows of the workspace stay silent, unless they are called. Part of the caller's transaction; refuses as publishing does.
 */
export function putFlows(db: Database, registry: NodeRegistry, input: { flow: PlacedFlow; called: PlacedFlow[]; beside: PlacedFlow[] }, now: number): void {
  for (const { id, document } of [...input.called, ...input.beside, input.flow]) {
    const known = db.select({ rev: flows.rev }).from(flows).where(eq(flows.id, id)).get()
    const values = { name: document.name, failurePoint: document.failurePoint, draft: document, updatedAt: now, deletedAt: null }
    const rev = (known?.rev ?? 0) + 1
    if (known) db.update(flows).set({ ...values, rev }).where(eq(flows.id, id)).run()
    else db.insert(flows).values({ ...values, id, rev, createdAt: now }).run()
    publishFlow(db, registry, { flowId: id, rev, note: 'Simulation', actor }, now)
  }
  db.delete(triggers).where(notInArray(triggers.flowId, [input.flow.id, ...input.beside.map(({ id }) => id)])).run()
}
