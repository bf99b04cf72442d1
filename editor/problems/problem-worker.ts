import '../app/no-eval'
import type { FlowDocument } from '#engine/graph/flow'
import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowReferences, NodeModule } from '../api/types'
import { loadCatalog } from '../words/load-catalog'
import type { Language } from '../words/language'

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

/** The catalog first, as on the page: some of what is said stands in constants. A worker bears the page's language as its name. */
const finding = loadCatalog(self.name as Language).then(() => import('./answer-question'))

/* Compiles flows beside the page, so that a large one does not make its keys and drags wait. */
addEventListener('message', async ({ data }: MessageEvent<ProblemQuestion>) => {
  const { answerQuestion } = await finding
  postMessage(await answerQuestion(data))
})
