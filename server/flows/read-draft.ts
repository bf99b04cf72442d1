import { currentFormat, type FlowDocument } from '#engine/graph/flow'
import { parseFlow } from '#engine/graph/parse-flow'
import { AppError } from '../errors/app-error'

/**
 * A draft as it is kept, brought to the newest form: it may have been saved by an older Watertight. One that a newer Watertight
 * saved is refused in words and stays as it is: opened and saved here it would lose what only the newer one knows.
 */
export function readDraft(draft: FlowDocument): FlowDocument {
  if (draft.formatVersion === currentFormat) return draft
  const parsed = parseFlow(draft)
  if (!parsed.ok) throw new AppError('conflict', parsed.problems.join(' '))
  return parsed.flow
}
