import type { Diagnostic } from '#engine/compile/diagnostic'
import type { FlowDocument } from '#engine/graph/flow'
import type { FlowReferences } from '../api/types'
import { loadedNodes } from '../nodes/load-custom-nodes'
import { language } from '../words/language'
import type { ProblemAnswer, ProblemQuestion } from './problem-worker'

export interface ProblemFinder {
  /** What the compiler finds. Rejects when the worker fails, or when a newer question was asked meanwhile. */
  find(document: FlowDocument, references: FlowReferences, flowId: string): Promise<readonly Diagnostic[]>
  stop(): void
}

/** A worker that compiles beside the page. It is started with the first question, and answers the newest only. */
export function createProblemFinder(): ProblemFinder {
  let worker: Worker | undefined
  let asked = 0
  let waiting: { resolve(problems: readonly Diagnostic[]): void; reject(error: Error): void } | undefined

  function start(): Worker {
    const made = new Worker(new URL('./problem-worker.ts', import.meta.url), { type: 'module', name: language })
    made.addEventListener('message', ({ data }: MessageEvent<ProblemAnswer>) => {
      if (data.number === asked) waiting?.resolve(data.problems)
    })
    made.addEventListener('error', (event) => {
      // The next question starts another.
      worker?.terminate()
      worker = undefined
      waiting?.reject(new Error(event.message || 'The worker that compiles could not be loaded.'))
    })
    return made
  }

  return {
    find(document, references, flowId) {
      waiting?.reject(new Error('A newer question was asked.'))
      asked += 1
      worker ??= start()
      const question: ProblemQuestion = { number: asked, document, references, flowId, modules: loadedNodes().modules }
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        worker?.postMessage(question)
      })
    },
    stop: () => worker?.terminate(),
  }
}
