import { Worker } from 'node:worker_threads'
import type { ImportRunner } from './importer'

export interface ThreadData {
  databaseFile: string
  folder: string
  importId: string
  holder: string
}

const lettingGoTakesMs = 10_000

/** Works on an import in a thread with a connection of its own, so that the server's answers do not wait for rows. */
export function runInThread(data: ThreadData): ImportRunner {
  const thread = new Worker(new URL('./import-thread.mjs', import.meta.url), { workerData: data, resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 } })
  const done = new Promise<void>((resolve, reject) => {
    thread.once('error', reject)
    thread.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`server.imports: the thread ended with ${code}`))))
  })
  return {
    done,
    letGo() {
      thread.postMessage('let-go')
      const killer = setTimeout(() => void thread.terminate(), lettingGoTakesMs)
      done.catch(() => undefined).finally(() => clearTimeout(killer))
    },
  }
}
