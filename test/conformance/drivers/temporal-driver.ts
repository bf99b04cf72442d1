import { Client } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime, type Worker, type WorkflowBundle } from '@temporalio/worker'
import { historyToJSON } from '@temporalio/common/lib/proto-utils'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { createActivities } from '#engine/activities/create-activities'
import { standardLimits } from '#engine/activities/activity-deps'
import { bundleWorkflows } from '#engine/bundle-workflows'
import { workflowId } from '#engine/client'
import { findTestServer } from '#engine/temporal-server/find-test-server'
import { createRunWorker } from '#engine/worker'
import { type Dispatcher, startDispatcher } from '#server/outbox/dispatcher'
import { runs } from '#server/db/schema'
import { createRunStore } from '#server/runs/run-store'
import { createWorld } from '../world'
import type { Driver, StartDriver } from './driver'

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } })

let bundle: Promise<WorkflowBundle> | undefined
const settleWithinMs = 30_000

/**
 * The real engine, dispatcher and worker on Temporal's time-skipping test server. One server for each world: its time is global.
 * Nothing is cached, so that every step is a replay of all before it.
 */
export const startTemporalDriver: StartDriver = async (startAt) => {
  bundle ??= bundleWorkflows()
  const { executable } = await findTestServer()
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
  const clock = { now: () => env.currentTimeMs() }
  if (startAt > (await clock.now())) await env.sleep(startAt - (await clock.now()))
  const world = createWorld({ now: await clock.now(), isGrouped: true })
  const client = new Client({ connection: env.nativeConnection as never })
  const store = createRunStore({ ...world, publicUrl: 'http://test.invalid' })
  const problems: unknown[] = []
  const activities = createActivities({ store, handlers: world.handlers, providers: world.providers, clock, limits: standardLimits, report: (error) => problems.push(error) })

  let worker: Worker
  let running: Promise<void>
  let dispatcher: Dispatcher
  async function begin(): Promise<void> {
    worker = await createRunWorker({ connection: env.nativeConnection, workflowBundle: await (bundle as Promise<WorkflowBundle>), activities, handlers: world.handlers, maxCachedWorkflows: 0 })
    running = worker.run()
    dispatcher = startDispatcher({ db: world.db, writer: world.writer, client, callTimeoutMs: standardLimits.callTimeoutMs, isSearchable: false, log: () => undefined, onRecovered: () => undefined })
  }
  async function end(): Promise<void> {
    await dispatcher.stop()
    worker.shutdown()
    await running
  }

  async function settle(): Promise<void> {
    const until = Date.now() + settleWithinMs
    for (let calm = 0; calm < 3; ) {
      if (Date.now() > until) throw new Error(`The world did not settle: ${JSON.stringify(world.see())} ${problems.map(String).join()}`)
      calm = world.isIdle(await clock.now()) ? calm + 1 : 0
      await sleep(10)
    }
    if (problems.length > 0) throw problems[0]
  }

  await begin()
  const driver: Driver = {
    world,
    now: clock.now,
    settle,
    async advanceTo(instant) {
      await settle()
      const left = instant - (await clock.now())
      if (left > 0) await env.sleep(left)
      await settle()
    },
    async whileEngineIsLate(instant, work) {
      await settle()
      await end()
      await env.sleep(Math.max(0, instant - (await clock.now())))
      await work(await clock.now())
      await begin()
      await settle()
    },
    async history(runId) {
      const { generation } = world.db.select({ generation: runs.generation }).from(runs).where(eq(runs.id, runId)).get() ?? { generation: 1 }
      const history = await client.workflow.getHandle(workflowId(runId, generation)).fetchHistory()
      return gzipSync(historyToJSON(history))
    },
    async stop() {
      await end()
      await env.teardown()
      world.db.$client.close()
    },
  }
  return driver
}
