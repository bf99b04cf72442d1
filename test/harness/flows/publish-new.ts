import type { FlowDocument } from '#engine/graph/flow'
import { createFlow } from '#server/flows/create-flow'
import { publishFlow } from '#server/flows/publish-flow'
import type { World } from '#test/conformance/world'

const actor = { kind: 'system' as const, id: 'test' }

/** Makes another flow beside those that are there, and publishes it. Returns its id. */
export function publishNew({ writer, registry }: World, document: FlowDocument, now = Date.now()): Promise<string> {
  return writer.write((tx) => {
    const flowId = createFlow(tx, { document, actor }, now)
    publishFlow(tx, registry, { flowId, rev: 1, note: '', actor }, now)
    return flowId
  })
}
