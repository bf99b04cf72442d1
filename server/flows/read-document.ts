import type { FlowDocument } from '#engine/graph/flow'
import { maxFlowBytes, parseFlow } from '#engine/graph/parse-flow'
import { AppError } from '../errors/app-error'

/** A flow as somebody has sent it; what is none, or too large, is refused. */
export function readDocument(value: unknown): FlowDocument {
  if (JSON.stringify(value ?? null).length > maxFlowBytes) throw new AppError('too-large', 'A flow has at most 2 MB.')
  const parsed = parseFlow(value)
  if (!parsed.ok) throw new AppError('bad-input', parsed.problems.join(' '), { problems: parsed.problems })
  return parsed.flow
}
