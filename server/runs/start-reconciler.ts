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
const watchMs = 1_000
const watchWithinMs = 3_000

/**
 * Passes at boot, when Temporal comes back, when its store is another one, and every two minutes. One at a time; a failed
 * one is tried again soon.
 */
export function startReconciler(deps: { db: Database; writer: Writer; client: Client; findNamespaceId: () => Promise<string>; log: Logger }): Reconciler {
  const { log, findNamespaceId, ...rest } = deps
  const { client } = deps
  let isRunning = false
  let isWanted = false
  let isStopped = false
  let seenId: string | undefined

  async function pass(): Promise<void> {
    if (isRunning || isStopped) {
      isWanted = true
      return
    }
    isRunning = true
    isWanted = false
    try {
      const namespaceId = await findNamespaceId()
      const { rehydrated, orphans, isNewStore } = await reconcile({ ...rest, namespaceId, now: Date.now() })
      seenId = namespaceId
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

  /** Runs that only wait send nothing that would fail: without a look at the store their dates would go by unnoticed. */
  async function watch(): Promise<void> {
    try {
      const { namespaceInfo } = await client.withDeadline(Date.now() + watchWithinMs, () => client.workflowService.describeNamespace({ namespace: client.options.namespace }))
      if (seenId !== undefined && namespaceInfo?.id && namespaceInfo.id !== seenId) await pass()
    } catch {
      // Not there just now. When it is back, its id says whether its store is the one we know.
    }
    if (!isStopped) watching = setTimeout(() => void watch(), watchMs)
  }

  let watching = setTimeout(() => void watch(), watchMs)
  const timer = setInterval(() => void pass(), everyMs)
  return {
    soon: () => void pass(),
    stop() {
      isStopped = true
      clearInterval(timer)
      clearTimeout(watching)
    },
  }
}
