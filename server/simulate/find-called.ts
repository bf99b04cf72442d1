import { eq } from 'drizzle-orm'
import type { FlowDocument } from '#engine/graph/flow'
import type { NodeRegistry } from '#nodes/definitions'
import type { Database } from '../db/open-database'
import { flows, flowVersions } from '../db/schema'
import { readDraft } from '../flows/read-draft'
import type { PlacedFlow } from './world/put-flow'

const maxCalled = 50

/** The published versions of all flows that this one calls, and those that they call. */
export function findCalled(db: Database, registry: NodeRegistry, flow: FlowDocument): PlacedFlow[] {
  const found = new Map<string, PlacedFlow>()
  const open = callsOf(flow, registry)
  for (let id = open.shift(); id !== undefined && found.size < maxCalled; id = open.shift()) {
    if (found.has(id)) continue
    const version = db.select({ document: flowVersions.document }).from(flows).innerJoin(flowVersions, eq(flowVersions.id, flows.publishedId)).where(eq(flows.id, id)).get()
    if (!version) continue
    const document = readDraft(version.document)
    found.set(id, { id, document })
    open.push(...callsOf(document, registry))
  }
  // Those that are called come before those that call them.
  return [...found.values()].reverse()
}

function callsOf(flow: FlowDocument, registry: NodeRegistry): string[] {
  return flow.nodes.flatMap(({ type, params }) => {
    const definition = registry[type]
    const parsed = definition?.calls && definition.params.safeParse(params)
    return parsed?.success ? (definition?.calls?.(parsed.data) ?? []) : []
  })
}
