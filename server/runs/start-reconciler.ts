import type { Client } from '@temporalio/client'
import type { Logger } from 'pino'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { reconcile } from './reconcile'

export interface Reconciler {
  /** Asks for a pass now; several asks make one. */
  soon(): void
  stop(): void
}

const everyMs = 120_000

/** Passes at boot, when Temporal comes back, and every two minutes. One at a time; a failed one is tried again soon. */
export function startReconciler(deps: { db: Database; writer: Writer; client: Client; findNamespaceId: () => Promise<string>; log: Logger }): Reconciler {
  const { log, findNamespaceId, ...rest } = deps
  let isRunning = false
  let isWanted = false
  let isStopped = false

  async function pass(): Promise<void> {
    if (isRunning || isStopped) {
      isWanted = true
      return
    }
    isRunning = true
    isWanted = false
    try {
      const { rehydrated, orphans, isNewStore } = await reconcile({ ...rest, namespaceId: await findNamespaceId(), now: Date.now() })
      if (isNewStore) log.warn(`Temporal has an empty store; ${rehydrated} runs are started again at their places`)
      else if (rehydrated + orphans > 0) log.warn(`Reconciled: ${rehydrated} runs started again, ${orphans} left-over executions ended`)
    } catch (error) {
      if (!isStopped) log.warn(`Could not compare runs with Temporal, trying again soon. (${error instanceof Error ? error.message : String(error)})`)
      setTimeout(() => void pass(), 3_000).unref()
    } finally {
      isRunning = false
      if (isWanted && !isStopped) void pass()
    }
  }

  const timer = setInterval(() => void pass(), everyMs)
  return {
    soon: () => void pass(),
    stop() {
      isStopped = true
      clearInterval(timer)
    },
  }
}
