import { Worker } from 'node:worker_threads'
import type { FlowDocument } from '#engine/graph/flow'
import { AppError, type AppErrorCode } from '../../errors/app-error'
import type { PlacedFlow } from '../world/put-flow'
import type { Outcome } from './outcome'
import type { Scenario } from './scenario'

/** What a thread of scenarios is begun with. */
export interface ScenarioWork {
  flow: { id?: string; document: FlowDocument }
  called: PlacedFlow[]
  nodesFolder: string
  scenarios: { id: string; scenario: Scenario }[]
}

export type FromScenarioThread =
  | { kind: 'outcome'; id: string; outcome: Outcome }
  | { kind: 'done' }
  | { kind: 'refused'; code: AppErrorCode; message: string; details?: unknown }

export interface ScenarioHost {
  /** Runs them one after another; each outcome as it comes. Stopping the iteration ends the thread. Refuses where the flow cannot be published. */
  run(work: ScenarioWork): AsyncGenerator<{ id: string; outcome: Outcome }, void, undefined>
}

/** All scenarios of one work together, in real time. */
const longestMs = 120_000
const mostThreads = 2
const heapMb = 512

/** Runs scenarios in threads of this process: bounded in number, memory and time. */
export function createScenarioHost(): ScenarioHost {
  let running = 0
  return {
    async *run(work) {
      if (running >= mostThreads) throw new AppError('too-many-requests', 'Examples are being run for somebody else just now. Try again in a minute.')
      running += 1
      const worker = new Worker(new URL('./scenario-thread.mjs', import.meta.url), {
        workerData: work, resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 }, stdout: false, stderr: false,
      })
      worker.unref()
      const heard: FromScenarioThread[] = []
      let failure: Error | undefined
      let wake: () => void = () => {}
      const fail = (error: Error) => {
        failure ??= error
        wake()
      }
      const timer = setTimeout(() => fail(new AppError('busy', 'The examples took longer than two minutes and were stopped. What came before stands. Try fewer at once.')), longestMs)
      worker.on('message', (message: FromScenarioThread) => {
        heard.push(message)
        wake()
      })
      worker.on('error', (error) => fail((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? new AppError('too-large', 'An example needed more memory than it may have. Try fewer steps in loops.') : error))
      worker.on('exit', () => fail(new Error('simulate.scenarioHost: the thread ended early')))
      try {
        for (;;) {
          const message = heard.shift()
          if (message?.kind === 'done') return
          if (message?.kind === 'refused') throw new AppError(message.code, message.message, message.details)
          if (message) yield { id: message.id, outcome: message.outcome }
          else if (failure) throw failure
          else await new Promise<void>((resolve) => { wake = resolve })
        }
      } finally {
        clearTimeout(timer)
        running -= 1
        await worker.terminate()
      }
    },
  }
}
