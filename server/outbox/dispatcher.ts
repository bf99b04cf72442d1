import type { Client } from '@temporalio/client'
import { asc, eq, sql } from 'drizzle-orm'
import { engineQueue, isRunOpen, nudgeRun, startRun } from '#engine/client'
import type { Database } from '../db/open-database'
import { flowVersions, outbox, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { rehydrateRun } from '../runs/rehydrate-run'

export interface Dispatcher {
  /** Something may be in the outbox. */
  wake(): void
  /** Begins nothing new, and resolves when what is under way is done. */
  stop(): Promise<void>
}

export interface DispatcherDeps {
  db: Database
  writer: Writer
  client: Client
  callTimeoutMs: number
  /** See RunArgs. */
  maxHistoryEvents?: number
  /** False for a Temporal without our search attributes. */
  isSearchable?: boolean
  log(line: string): void
  /** Called when Temporal answers again after it did not. */
  onRecovered(): void
}

type Row = typeof outbox.$inferSelect

const maxInFlight = 20
const pollMs = 15
const backoffMs = [200, 500, 1_000, 2_000, 5_000]

/**
 * Carries starts and nudges from the outbox to Temporal; never waits for a run's result. A row is deleted once Temporal
 * has taken it, so a crash between the two repeats it, and both may be repeated.
 */
export function startDispatcher({ db, writer, client, callTimeoutMs, maxHistoryEvents, isSearchable = true, log, onRecovered }: DispatcherDeps): Dispatcher {
  const inFlight = new Set<number>()
  const work = new Set<Promise<void>>()
  let failures = 0
  let pausedUntil = 0
  let isStopped = false
  let seenVersion: unknown
  let isDirty = true

  const due = db.select().from(outbox).orderBy(asc(outbox.id)).limit(maxInFlight * 4).prepare()
  const findRun = db
    .select({ run: runs, plan: flowVersions.plan })
    .from(runs)
    .innerJoin(flowVersions, eq(flowVersions.id, runs.versionId))
    .where(eq(runs.id, sql.placeholder('id')))
    .prepare()
  const dataVersion = db.$client.prepare('PRAGMA data_version').pluck()

  async function carry(row: Row): Promise<void> {
    const found = findRun.get({ id: row.runId })
    if (!found || found.run.state === 'done' || found.run.state === 'failed') return drop(row)
    const { run, plan } = found
    if (row.kind === 'start') {
      await startRun(
        client,
        { runId: run.id, generation: run.generation, plan, ...(run.snapshot && { state: run.snapshot }), callTimeoutMs, effectsQueue: engineQueue, ...(maxHistoryEvents !== undefined && { maxHistoryEvents }) },
        run.flowId,
        { isSearchable },
      )
      // What is left of the one before would sleep on until its next date; told now, it finds that it is over.
      if (run.generation > 1) await nudgeRun(client, run.id, run.generation - 1)
    } else if (!(await nudgeRun(client, run.id, run.generation)) && !(await isRunOpen(client, run.id, run.generation))) {
      // Its start stands before this row in the outbox, or Temporal has lost it.
      await writer.write(() => isStartPending(run.id) || rehydrateRun(db, run.id, run.generation, Date.now()))
    }
    await drop(row)
  }

  function isStartPending(runId: string): boolean {
    return db.select({ kind: outbox.kind }).from(outbox).where(eq(outbox.runId, runId)).all().some((each) => each.kind === 'start')
  }

  async function drop(row: Row): Promise<void> {
    await writer.write(() => {
      db.delete(outbox).where(eq(outbox.id, row.id)).run()
      if (row.kind === 'start') db.update(runs).set({ state: 'running' }).where(sql`${runs.id} = ${row.runId} and ${runs.state} = 'starting'`).run()
    })
  }

  function begin(row: Row): void {
    inFlight.add(row.id)
    const done = carry(row)
      .then(
        () => {
          if (failures > 0) {
            log('Temporal answers again.')
            onRecovered()
          }
          failures = 0
        },
        (error: unknown) => {
          if (failures === 0) log(`Temporal does not take new work; it is kept and tried again. (${error instanceof Error ? error.message : String(error)})`)
          pausedUntil = Date.now() + (backoffMs[Math.min(failures, backoffMs.length - 1)] ?? 0)
          failures += 1
        },
      )
      .finally(() => {
        inFlight.delete(row.id)
        work.delete(done)
        isDirty = true
        setImmediate(turn)
      })
    work.add(done)
  }

  function turn(): void {
    if (isStopped || Date.now() < pausedUntil || inFlight.size >= maxInFlight) return
    if (!isDirty) return
    isDirty = false
    const busyRuns = new Set<string>()
    for (const row of due.all()) {
      if (inFlight.has(row.id)) {
        busyRuns.add(row.runId)
        continue
      }
      // One thing at a time for each run: its start comes before its nudges.
      if (busyRuns.has(row.runId)) continue
      busyRuns.add(row.runId)
      if (inFlight.size >= (failures > 0 ? 1 : maxInFlight)) break
      begin(row)
    }
  }

  function poll(): void {
    const version = dataVersion.get()
    if (version !== seenVersion || failures > 0) isDirty = true
    seenVersion = version
    turn()
  }

  const timer = setInterval(poll, pollMs)
  writer.onCommit(() => {
    isDirty = true
  })

  return {
    wake() {
      isDirty = true
      turn()
    },
    async stop() {
      isStopped = true
      clearInterval(timer)
      await Promise.allSettled(work)
    },
  }
}
