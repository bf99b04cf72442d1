import { Client, Connection } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { eq, inArray } from 'drizzle-orm'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createActivities } from '#engine/activities/create-activities'
import { standardLimits } from '#engine/activities/activity-deps'
import { registerActivities } from '#engine/activities/register-activities'
import { engineQueue, startRun, workflowId } from '#engine/client'
import { wallClock } from '#engine/clock'
import { findTemporal } from '#engine/temporal-server/find-temporal'
import { findFreePort } from '#engine/temporal-server/ports'
import { prepareNamespace } from '#engine/temporal-server/prepare-namespace'
import { startTemporal } from '#engine/temporal-server/start-temporal'
import { createRunStore } from '#server/runs/run-store'
import { flowVersions, runs } from '#server/db/schema'
import { buildFlow, when } from '#test/conformance/build-flow'
import { createWorld } from '#test/conformance/world'
import { median } from '../median'

const flow = buildFlow(
  {
    big: ['branch', when('lead.amount', '>', 50)],
    note: ['update-record', { changes: [{ field: 'lead.note', value: 'Called {{ lead.name }}' }] }],
    task: ['work-item', { title: 'Call {{ lead.name }}' }],
    done: ['end', { reason: 'completed' }],
  },
  { 'big.yes': 'note', 'big.no': 'done', 'note.done': 'task', 'task.created': 'done' },
)
const runsARound = 300
const rounds = 3
const inFlight = 20

/**
 * Runs a second of the reducer driver, of a hand-written workflow over the same activities, and of one with bare inserts.
 * One Temporal, one worker, one database file; the kinds take turns, and the ratios are of rounds next to each other.
 */
export async function benchEngine(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { forward: {}, filter: 'ERROR' } } })
  const folder = mkdtempSync(join(tmpdir(), 'watertight-bench-'))
  const found = await findTemporal({ onProgress: console.log })
  const temporal = await startTemporal({ folder, path: found.path, version: found.version, port: await findFreePort() })
  const connection = await NativeConnection.connect({ address: temporal.address })
  const plain = await Connection.connect({ address: temporal.address })
  await prepareNamespace({ connection: plain })
  const client = new Client({ connection })

  const world = createWorld({ now: Date.now(), isGrouped: true, file: join(folder, 'watertight.db') })
  world.db.$client.exec('create table bare (id text not null, step integer not null, at integer not null)')
  const insertBare = world.db.$client.prepare('insert into bare values (?, ?, ?)')
  const activities = createActivities({ store: createRunStore({ ...world, publicUrl: 'http://bench.invalid' }), handlers: world.handlers, providers: world.providers, clock: wallClock, limits: standardLimits, report: console.error })
  const worker = await Worker.create({
    connection,
    taskQueue: engineQueue,
    workflowBundle: await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('./workflows.ts', import.meta.url)), logger: new DefaultLogger('ERROR') }),
    activities: {
      ...registerActivities(activities, world.handlers),
      insertBare: ({ id, step }: { id: string; step: number }) => world.writer.write(() => void insertBare.run(id, step, Date.now())),
    },
    maxCachedWorkflows: 500,
  })
  const running = worker.run()
  await world.publish(flow)
  const plan = world.db.select().from(flowVersions).get()?.plan
  if (!plan) throw new Error('bench.engine: no plan')

  let next = 0
  async function mint(): Promise<string[]> {
    const known = new Set(world.db.select({ id: runs.id }).from(runs).all().map((row) => row.id))
    for (let index = 0; index < runsARound; index += 1) {
      next += 1
      await world.receive({ name: `Lead ${next}`, email: `lead${next}@bench.example`, amount: 60 }, { id: `event-${next}`, now: Date.now() })
    }
    await world.writer.write((tx) => void tx.$client.exec('delete from outbox'))
    return world.db.select({ id: runs.id }).from(runs).all().map((row) => row.id).filter((id) => !known.has(id))
  }

  async function measure(begin: (runId: string) => Promise<unknown>, countDone: (ids: string[]) => number): Promise<number> {
    const ids = await mint()
    const started = performance.now()
    const left = [...ids]
    await Promise.all(Array.from({ length: inFlight }, async () => {
      for (let id = left.shift(); id; id = left.shift()) await begin(id)
    }))
    while (countDone(ids) < ids.length) await new Promise((resolve) => setTimeout(resolve, 5))
    return ids.length / ((performance.now() - started) / 1000)
  }

  const endedRuns = (ids: string[]) => world.db.select({ state: runs.state }).from(runs).where(inArray(runs.id, ids)).all().filter((row) => row.state === 'done').length
  const bareRows = world.db.$client.prepare('select count(*) from bare where step = 2').pluck()
  const kinds = {
    reducer: () => measure((runId) => startRun(client, { runId, generation: 1, plan, callTimeoutMs: 20_000, effectsQueue: engineQueue }, 'bench'), endedRuns),
    handWritten: () =>
      measure((runId) => client.workflow.start('handWritten', { workflowId: workflowId(runId, 1), taskQueue: engineQueue, args: [{ runId, generation: 1 }], requestEagerStart: true }), endedRuns),
    bare: () => {
      const before = bareRows.get() as number
      return measure((runId) => client.workflow.start('bare', { workflowId: `bare:${runId}`, taskQueue: engineQueue, args: [{ runId }], requestEagerStart: true }), () => (bareRows.get() as number) - before)
    },
  }
  await kinds.reducer()
  await kinds.handWritten()
  const perSecond: Record<keyof typeof kinds, number[]> = { reducer: [], handWritten: [], bare: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['handWritten', 'reducer', 'bare'] as const) perSecond[kind].push(await kinds[kind]())
  }
  const ratio = (to: 'handWritten' | 'bare') => median(perSecond.reducer.map((value, round) => value / (perSecond[to][round] ?? 1)))

  const [runId] = world.db.select({ id: runs.id }).from(runs).where(eq(runs.generation, 1)).all().map((row) => row.id)
  const lengthOf = async (id: string) => (await client.workflow.getHandle(id).describe()).historyLength
  console.log('\nEngine: 3 steps and an end, full durability, eager start')
  for (const [kind, values] of Object.entries(perSecond)) console.log(`  ${kind.padEnd(12)} ${values.map((value) => value.toFixed(1)).join('  ')}  runs/s`)
  console.log(`  reducer / hand-written over the same activities: ${ratio('handWritten').toFixed(2)} (goal 0.90)`)
  console.log(`  reducer / bare inserts:                          ${ratio('bare').toFixed(2)} (goal 0.60)`)
  console.log(`  history: ${await lengthOf(workflowId(runId ?? '', 1))} events for 4 steps of the reducer`)

  worker.shutdown()
  await running
  await connection.close()
  await plain.close()
  await temporal.stop()
  world.db.$client.close()
  rmSync(folder, { recursive: true, force: true })
}
