import '../app/no-eval'
import type { FlowDocument } from '#engine/graph/flow'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowReferences, NodeModule } from '../api/types'
import { loadCustomNodes } from '../nodes/load-custom-nodes'
import { findProblems } from './find-problems'

/** What the page asks: a flow with what it may refer to, and which custom nodes this installation has. */
export interface ProblemQuestion {
  number: number
  document: FlowDocument
  references: FlowReferences
  flowId: string
  modules: NodeModule[]
}

export interface ProblemAnswer {
  number: number
  problems: Diagnostic[]
}

/* Compiles flows beside the page, so that a large one does not make its keys and drags wait. */
addEventListener('message', async ({ data }: MessageEvent<ProblemQuestion>) => {
  const { number, document, references, flowId, modules } = data
  await loadCustomNodes(() => Promise.resolve({ modules }))
  postMessage({ number, problems: findProblems(document, references, flowId) } satisfies ProblemAnswer)
})
