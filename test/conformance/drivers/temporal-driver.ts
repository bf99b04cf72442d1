import { Client } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime, type Worker, type WorkflowBundle } from '@temporalio/worker'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { eq, inArray } from 'drizzle-orm'
import { createActivities } from '#engine/activities/create-activities'
import { standardLimits } from '#engine/activities/activity-deps'
import { wallClock } from '#engine/clock'
import type { HandlerRegistry } from '#nodes/activities'
import { bundleWorkflows } from '#engine/bundle-workflows'
import { workflowId } from '#engine/client'
import { findTestServer } from '#engine/temporal-server/find-test-server'
import { createDataConverter } from '#engine/payload-codec'
import { createRunWorker } from '#engine/worker'
import { builtFolder } from '../../../server/processes/import-built.mjs'
import { type Dispatcher, startDispatcher } from '#server/outbox/dispatcher'
import { runs } from '#server/db/schema'
import { activeStates, rehydrateRun } from '#server/runs/rehydrate-run'
import { createRunStore } from '#server/runs/run-store'
import { createMintArmed } from '#server/triggers/mint-armed'
import { createWorld, signature } from '../world'
import type { Driver, StartDriver } from './driver'

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } })

const bundles = new Map<boolean, Promise<WorkflowBundle>>()
/** So long without anything moving. */
const settleWithinMs = 30_000

/**
 * The real engine, dispatcher and worker on Temporal's time-skipping test server. One server for each world: its time is global.
 * Nothing is cached, so that every step is a replay of all before it.
 */
export const startTemporalDriver: StartDriver = (startAt) => startTemporalWorld(startAt)

export interface TemporalDriver extends Driver {
  /** The worker and the dispatcher go, and come back with these keys, or without the handlers of these node types. */
  restart(as: { keys?: Buffer[]; without?: string[] }): Promise<void>
  /** Lets time pass without waiting for anything to happen. */
  passTime(ms: number): Promise<void>
  /** The raw history of a run's newest execution, as the server keeps it. */
  rawHistory(runId: string): Promise<string>
}

/** It must be up within five seconds, which it is not where much else is going on: then it is started anew. */
async function startServer({ executable }: Awaited<ReturnType<typeof findTestServer>>): Promise<TestWorkflowEnvironment> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
    } catch (error) {
      if (attempt === 12 || !String(error).includes('did not start within')) throw error
    }
  }
}

/** `maxHistoryEvents` makes runs continue as new that soon; `cached` keeps so many of them in memory. */
export async function startTemporalWorld(startAt: number, { keys = [], maxHistoryEvents, cached = 0 }: { keys?: Buffer[]; maxHistoryEvents?: number; cached?: number } = {}): Promise<TemporalDriver> {
  const env = await startServer(await findTestServer())
  const clock = { now: () => env.currentTimeMs(), sleep: wallClock.sleep }
  if (startAt > (await clock.now())) await env.sleep(startAt - (await clock.now()))
  const world = createWorld({ now: await clock.now(), isGrouped: true })
  // As much of the scheduler as flows of one lead need: starts that come due by themselves.
  const mintArmed = createMintArmed(world.db, world.writer)
  const store = createRunStore({ ...world, publicUrl: 'http://test.invalid' })
  const problems: unknown[] = []
  let dataConverter = createDataConverter(keys)
  let handlers: HandlerRegistry = world.handlers
  let client: Client
  let worker: Worker
  let running: Promise<void>
  let dispatcher: Dispatcher
  async function begin(): Promise<void> {
    client = new Client({ connection: env.nativeConnection as never, ...(dataConverter && { dataConverter }) })
    const isSealed = dataConverter !== undefined
    const bundle = bundles.get(isSealed) ?? builtFolder().then((keepIn) => bundleWorkflows({ dataConverter, keepIn }))
    bundles.set(isSealed, bundle)
    const activities = createActivities({ store, handlers, providers: world.providers, clock, limits: standardLimits, report: (error) => problems.push(error) })
    worker = await createRunWorker({ connection: env.nativeConnection, workflowBundle: await bundle, activities, handlers, dataConverter, maxCachedWorkflows: cached })
    running = worker.run()
    dispatcher = startDispatcher({ ...(maxHistoryEvents !== undefined && { maxHistoryEvents }), db: world.db, writer: world.writer, client, callTimeoutMs: standardLimits.callTimeoutMs, isSearchable: false, log: () => undefined, onRecovered: () => undefined })
  }
  async function end(): Promise<void> {
    await dispatcher.stop()
    worker.shutdown()
    await running
  }

  /** What has come in is not read yet, or a branch may move while another stands at its wait: calm says less then. */
  const isInDoubt = () =>
    world.db.$client.prepare(`select 1 from runs where state in ('starting', 'running', 'waiting') and hold is null
      and (inbox_seq > coalesce(json_extract(snapshot, '$.cursor'), 0) or exists (select 1 from run_steps where run_id = runs.id and outlet = '*')) limit 1`).get() !== undefined

  async function settle(): Promise<void> {
    let until = Date.now() + settleWithinMs
    let seen = ''
    for (let calm = 0; calm < (isInDoubt() ? 20 : 6); ) {
      if (Date.now() > until) throw new Error(`The world did not settle: ${JSON.stringify(world.see()).slice(0, 2_000)} ${problems.map(String).join()}`)
      const time = await clock.now()
      while (await mintArmed(time));
      const now = signature(world.db)
      if (now !== seen) until = Date.now() + settleWithinMs
      calm = now === seen && world.isIdle(time) ? calm + 1 : 0
      seen = now
      await sleep(10)
    }
    if (problems.length > 0) throw problems[0]
  }

  await begin()
  const historyOf = (runId: string) => {
    const { generation } = world.db.select({ generation: runs.generation }).from(runs).where(eq(runs.id, runId)).get() ?? { generation: 1 }
    return client.workflow.getHandle(workflowId(runId, generation)).fetchHistory()
  }
  const driver: TemporalDriver = {
    world,
    now: clock.now,
    settle,
    // From one due instant to the next: skipped time does not wait for our dispatcher, which starts what follows.
    async advanceTo(instant) {
      for (;;) {
        await settle()
        const now = await clock.now()
        if (now >= instant) return
        await env.sleep(Math.min(instant, world.nextDue(now) ?? instant) - now)
      }
    },
    async whileEngineIsLate(instant, work) {
      await settle()
      await end()
      await env.sleep(Math.max(0, instant - (await clock.now())))
      await work(await clock.now())
      await begin()
      await settle()
    },
    async whileAllIsLost(instant) {
      await settle()
      await end()
      const open = world.db.select({ id: runs.id, generation: runs.generation }).from(runs).where(inArray(runs.state, activeStates)).all()
      for (const { id, generation } of open) await client.workflow.getHandle(workflowId(id, generation)).terminate('lost')
      await env.sleep(Math.max(0, instant - (await clock.now())))
      const now = await clock.now()
      await world.writer.write((tx) => {
        for (const { id, generation } of open) rehydrateRun(tx, id, generation, now)
      })
      await begin()
      await settle()
    },
    async restart({ keys: next, without = [] }) {
      await end()
      if (next) dataConverter = createDataConverter(next)
      handlers = Object.fromEntries(Object.entries(world.handlers).filter(([type]) => !without.includes(type)))
      await begin()
    },
    passTime: async (ms) => void (await env.sleep(ms)),
    history: async (runId) => gzipSync(historyToJSON(await historyOf(runId))),
    rawHistory: async (runId) => historyToJSON(await historyOf(runId)),
    async stop() {
      await end()
      await env.teardown()
      world.db.$client.close()
    },
  }
  return driver
}
