import type { FlowDocument } from '#engine/graph/flow'
import { type FlowReference, mapReferences, resolveReferences } from '#engine/graph/flow-references'
import { parseFlowText } from '#engine/graph/parse-flow'
import type { FlowReferences } from '../api/types'
import { registry } from '../nodes/registry'
import { knownHere } from './known-here'

export type FlowFile = { ok: true; flow: FlowDocument; missing: FlowReference[] } | { ok: false; problems: string[] }

/** Reads a file with a flow and looks for what it refers to; `missing` is not here, neither by its id nor by its name. */
export function readFlowFile(text: string, references: FlowReferences): FlowFile {
  const parsed = parseFlowText(text)
  return parsed.ok ? { ok: true, ...resolveReferences(parsed.flow, registry, knownHere(references)) } : parsed
}

/** The flow with something of this workspace in place of what is missing, by “kind id”; what has no choice stays open. */
export function fillMissing(flow: FlowDocument, choices: Record<string, string>): FlowDocument {
  return mapReferences(flow, registry, (kind, id) => choices[`${kind} ${id}`] || id)
}
