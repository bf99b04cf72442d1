import { loadCustomNodes } from '../nodes/load-custom-nodes'
import { findProblems } from './find-problems'
import type { ProblemAnswer, ProblemQuestion } from './problem-worker'

/** Compiles the flow that the page asks about, with the custom nodes that the page knows. */
export async function answerQuestion({ number, document, references, flowId, modules }: ProblemQuestion): Promise<ProblemAnswer> {
  await loadCustomNodes(() => Promise.resolve({ modules }))
  return { number, problems: findProblems(document, references, flowId) }
}
