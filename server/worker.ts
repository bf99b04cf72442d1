import { Client, Connection } from '@temporalio/client'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import { join } from 'node:path'
import { handlers as libraryHandlers } from '#nodes/activities'
import { createActivities } from '#engine/activities/create-activities'
import { createKeepPace } from '#engine/activities/keep-pace'
import { bundleWorkflows } from '#engine/bundle-workflows'
import { wallClock } from '#engine/clock'
import { createDataConverter } from '#engine/payload-codec'
import { prepareNamespace } from '#engine/temporal-server/prepare-namespace'
import { createRunWorker } from '#engine/worker'
import { createFeedReader } from './absences/read-feeds'
import { readConfig } from './config'
import { allowedHere } from './connectors/http/allowed-here'
import { startSendConfirmations } from './confirmations/send-confirmations'
import { createProviders } from './connectors/create-providers'
import { customHandlers } from './custom-nodes/custom-handlers'
import { openNodeCatalog } from './custom-nodes/node-catalog'
import { openWorld } from './db/open-world'
import { startClearCutOff } from './effects/clear-cut-off'
import { startBeat } from './health/start-beat'
import { startLeakcheck } from './leakcheck/start-leakcheck'
import { startWordIndex } from './leads/words/start-word-index'
import { createLog } from './log'
import { startDispatcher } from './outbox/dispatcher'
import { builtFolder } from './processes/import-built.mjs'
import { createRunStore } from './runs/run-store'
import { startReconciler } from './runs/start-reconciler'
import { startClearOldNotices } from './notices/clear-old-notices'
import { pushContact } from './push/push-contact'
import { startSendPushes } from './push/send-pushes'
import { openSecretBox } from './secrets/secret-box'
import { startScheduler } from './triggers/start-scheduler'

/*
 * The worker's process: runs and their effects, the dispatcher, the reconciler. Started and restarted by main.ts; ends
 * itself when main.ts is gone. It ends with code 1 when it cannot go on, and is started again.
 */

/** Temporal suggests to continue as new from 4,096 events on; sooner, a run that was forgotten is back in memory quickly. */
const maxHistoryEvents = 2_000

const log = createLog('worker')
const config = readConfig()
const address = config.temporal.address ?? `127.0.0.1:${config.temporal.port}`

Runtime.install({ logger: new DefaultLogger('WARN', (entry) => log.warn(entry.message)), shutdownSignals: [] })
const dataConverter = createDataConverter(config.codecKeys)
const bundling = builtFolder().then((keepIn) => bundleWorkflows({ dataConverter, keepIn }))
const findingNodes = openNodeCatalog(config.nodesFolder)

const { db, writer } = openWorld(join(config.dataFolder, 'watertight.db'))
const box = openSecretBox(join(config.dataFolder, 'secret.key'))
const connectionOptions = {
  address,
  ...(config.temporal.isTls && { tls: true as const }),
  ...(config.temporal.apiKey && { apiKey: config.temporal.apiKey }),
}

const connection = await untilItAnswers(() => NativeConnection.connect(connectionOptions))
const clientConnection = await untilItAnswers(() => Connection.connect(connectionOptions))
const { namespace } = config.temporal
const client = new Client({ connection, namespace, ...(dataConverter && { dataConverter }) })
const findNamespaceId = () => prepareNamespace({ connection: clientConnection, namespace, log: (line) => log.info(line) })
await untilItAnswers(findNamespaceId)

const providers = createProviders({ db, box, config })
const { registry, found } = await findingNodes
const custom = await customHandlers(found().sound, (type, text) => log.debug({ node: type, said: text }, 'A custom node wrote'))
const handlers = { ...libraryHandlers, ...custom }
const store = createRunStore({ db, writer, registry, box, publicUrl: config.publicUrl })
const keepPace = createKeepPace(wallClock)
const activities = createActivities({
  store, handlers, clock: wallClock, limits: config.limits,
  providers, keepPace,
  report: (error) => log.error({ err: error }, 'A node has an error in its own code'),
})
const worker = await createRunWorker({ connection, namespace, workflowBundle: await bundling, activities, handlers, dataConverter })
const reconciler = startReconciler({ db, writer, client, findNamespaceId, log })
const dispatcher = startDispatcher({
  db, writer, client, callTimeoutMs: config.limits.callTimeoutMs, maxHistoryEvents, log: (line) => log.warn(line), onRecovered: () => reconciler.soon(),
})

const stopClearing = startClearCutOff({ db, writer, report: (error) => log.error({ err: error }, 'Attempts that were cut off could not be looked for') })
const isAllowed = allowedHere(db, config)
const feeds = createFeedReader({ db, writer, box, isAllowed, report: (error) => log.error({ err: error }, 'A calendar could not be read; trying again') })
const scheduler = startScheduler({ db, writer, feeds, report: (error) => log.error({ err: error }, 'Schedules and deadlines that are due could not be started; trying again') })

const stopConfirmations = startSendConfirmations({
  db, writer, box, providers, keepPace, publicUrl: config.publicUrl, report: (error) => log.error({ err: error }, 'Requests to confirm an address could not be looked for; trying again'),
})
const stopPushes = startSendPushes({
  db, writer, box, isAllowed, publicUrl: config.publicUrl, contact: pushContact(config), report: (error) => log.error({ err: error }, 'What is to go to devices could not be looked for; trying again'),
})
const stopBeat = startBeat({
  writer, nodeTypes: Object.keys(registry), report: (error) => log.error({ err: error }, 'The sign of life could not be written'),
  state() {
    const { runState, numInFlightWorkflowActivations, numInFlightNonLocalActivities, numInFlightLocalActivities } = worker.getStatus()
    return { state: runState, workflows: numInFlightWorkflowActivations, activities: numInFlightNonLocalActivities, localActivities: numInFlightLocalActivities }
  },
})
const stopClearingNotices = startClearOldNotices({ db, writer, report: (error) => log.error({ err: error }, 'Notices that were read long ago could not be cleared; trying again') })
const stopWordIndex = startWordIndex({ db, writer, report: (error) => log.error({ err: error }, 'New leads could not be made ready to be searched; trying again') })
const stopLeakcheck = startLeakcheck({ db, writer, databaseFile: join(config.dataFolder, 'watertight.db'), temporal: client, log })

process.on('message', (message) => {
  if (message === 'committed') dispatcher.wake()
  if (message === 'stop') void stop()
})
process.on('disconnect', () => void stop())
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  // A terminal's Ctrl-C reaches this process too; main.ts says when to stop.
  process.on(signal, () => {
    if (signal === 'SIGTERM' || !process.connected) void stop()
  })
}

let stopping = false
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  stopClearing()
  stopBeat()
  stopClearingNotices()
  stopLeakcheck()
  stopWordIndex()
  await Promise.all([scheduler.stop(), stopConfirmations(), stopPushes()])
  reconciler.stop()
  await dispatcher.stop()
  if (worker.getState() === 'RUNNING') worker.shutdown()
}

reconciler.soon()
// The server may have been killed while this worker came up: then nobody would ever stop it, and another is on its way. Nothing has been begun yet.
if (process.send && !process.connected) process.exit(0)
process.send?.('ready', undefined, undefined, (error) => {
  if (error) process.exit(0)
})
log.info('Ready')
try {
  await worker.run()
  log.info('Stopped')
  providers.email.close()
  await Promise.allSettled([connection.close(), clientConnection.close()])
  db.$client.close()
  process.exit(0)
} catch (error) {
  log.error({ err: error }, 'The worker cannot go on and will be started again')
  process.exit(1)
}

/** Temporal's SDK does not try again when the server is not there yet. */
async function untilItAnswers<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === 0) log.warn(`Temporal does not answer at ${address} yet; trying on. (${error instanceof Error ? error.message : String(error)})`)
      await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 250 * 2 ** tries)))
      if (!process.connected && process.send) process.exit(0)
    }
  }
}
