import type { Client } from '@temporalio/client'
import { and, eq, inArray, lte, notInArray, sql } from 'drizzle-orm'
import { isRunOpen, nudgeRun, workflowId } from '#engine/client'
import type { Database } from '../db/open-database'
import { outbox, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { readSetting, writeSetting } from '../settings/settings'
import { activeStates, rehydrateRun } from './rehydrate-run'

/** Runs younger than this may still be on their way to Temporal. */
const spareMs = 60_000
const atOnce = 64

export interface Reconciled {
  /** Runs that had no execution and were started again. */
  rehydrated: number
  /** Executions without an open run; they end themselves when nudged. */
  orphans: number
  /** True when Temporal's store is another one than last time. */
  isNewStore: boolean
}

export interface ReconcileDeps {
  db: Database
  writer: Writer
  client: Client
  /** The namespace's id as Temporal gives it now; another one means an empty store. */
  namespaceId: string
  now: number
}

/**
 * Brings our database and Temporal together, both ways. Ours is the truth: an active run without an execution is started
 * again from its snapshot, an execution without an active run is told to end itself. Lists may lag behind, so nothing
 * is concluded from a list alone.
 */
export async function reconcile({ db, writer, client, namespaceId, now }: ReconcileDeps): Promise<Reconciled> {
  const known = readSetting(db, 'temporal.namespaceId')
  const isNewStore = known !== undefined && known !== namespaceId
  const listed = isNewStore ? new Set<string>() : await listOpen(client)

  let rehydrated = 0
  const starting = db.select({ runId: outbox.runId }).from(outbox).where(eq(outbox.kind, 'start'))
  const suspects = db
    .select({ id: runs.id, generation: runs.generation })
    .from(runs)
    .where(and(inArray(runs.state, activeStates), isNewStore ? sql`true` : lte(runs.startedAt, now - spareMs), notInArray(runs.id, starting)))
    .all()
    .filter((run) => !listed.has(workflowId(run.id, run.generation)))
  for (let from = 0; from < suspects.length; from += atOnce) {
    const revived = await Promise.all(
      suspects.slice(from, from + atOnce).map(async (run) => {
        if (!isNewStore && (await isRunOpen(client, run.id, run.generation))) return false
        return writer.write(() => rehydrateRun(db, run.id, run.generation, now))
      }),
    )
    rehydrated += revived.filter(Boolean).length
  }

  const orphans = isNewStore ? [] : [...listed].filter((id) => isOrphan(db, id))
  for (const id of orphans) {
    const [runId, generation] = id.split(':')
    if (runId && generation) await nudgeRun(client, runId, Number(generation))
  }
  await writer.write(() => {
    writeSetting(db, 'temporal.namespaceId', namespaceId)
    writeSetting(db, 'reconciler.lastPass', now)
  })
  return { rehydrated, orphans: orphans.length, isNewStore }
}

async function listOpen(client: Client): Promise<Set<string>> {
  const ids = new Set<string>()
  for await (const execution of client.workflow.list({ query: `WorkflowType = 'runFlow' AND ExecutionStatus = 'Running'`, pageSize: 1_000 })) {
    ids.add(execution.workflowId)
  }
  return ids
}

function isOrphan(db: Database, id: string): boolean {
  const [runId, generation] = id.split(':')
  const run = db.select({ generation: runs.generation, state: runs.state }).from(runs).where(eq(runs.id, runId ?? '')).get()
  return !run || run.state === 'done' || run.state === 'failed' || run.generation > Number(generation)
}
