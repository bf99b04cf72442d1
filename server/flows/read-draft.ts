import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { parseFlow } from '#engine/graph/parse-flow'

/** A draft as it is kept, brought to the newest form: it may have been saved by an older Watertight. */
export function readDraft(draft: FlowDocument): FlowDocument {
  if (draft.formatVersion === currentFormat) return draft
  const parsed = parseFlow(draft)
  if (!parsed.ok) throw new Error(`flows.readDraft: ${parsed.problems.join(' ')}`)
  return parsed.flow
}
