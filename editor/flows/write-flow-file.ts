import type { FlowDocument } from '#engine/graph/flow'
import { nameReferences } from '#engine/graph/flow-references'
import type { FlowReferences } from '../api/types'
import { registry } from '../nodes/registry'
import { knownHere } from './known-here'

/** A flow as the text of a file, with the names of what it refers to. */
export function writeFlowFile(flow: FlowDocument, references: FlowReferences): string {
  return JSON.stringify(nameReferences(flow, registry, knownHere(references)), null, 2)
}
