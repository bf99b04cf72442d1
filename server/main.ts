import { serve } from '@hono/node-server'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { requireFreePort } from '#engine/temporal-server/ports'
import { createFeedReader } from './absences/read-feeds'
import { createApp } from './app'
import { type Config, ConfigError, readConfig } from './config'
import { allowedHere } from './connectors/http/allowed-here'
import { createProviders } from './connectors/create-providers'
import { brokenWords, keepNodes } from './custom-nodes/keep-nodes'
import { openNodeCatalog } from './custom-nodes/node-catalog'
import { openWorld } from './db/open-world'
import { clearOldImports } from './imports/clear-old'
import { importsFolder } from './imports/import-files'
import { createImporter } from './imports/importer'
import { runInThread } from './imports/run-in-thread'
import { createChangeFeed } from './live/change-feed'
import { examine } from './health/examine'
import { createLog } from './log'
import { startMailbox } from './mailbox/smtp-mailbox'
import { servePages } from './pages/serve-pages'
import { createAuth } from './people/create-auth'
import { ensureOwner } from './people/ensure-owner'
import { buildEditor, editorFolder } from './processes/build-editor'
import { claimFolder } from './processes/claim-folder'
import { keepTemporal } from './processes/keep-temporal'
import { startWorker } from './processes/start-worker'
import { createSample } from './sample/create-sample'
import { createSampleLeads } from './sample/sample-leads'
import { openSecretBox } from './secrets/secret-box'
import { readSetting, writeSetting } from './settings/settings'

/**
 * Brings everything up and resolves when it was asked to stop and has. Three processes: this server, the worker, Temporal.
 * Leads are accepted from the moment the port answers, also while the other two come up. The number is an exit code.
 */
export async function start(): Promise<number> {
  const config = readConfig()
  const log = createLog('server')
  const stopping: (() => unknown)[] = []
  const stop = async () => {
    for (const each of stopping.splice(0).reverse()) await each()
  }
  const asked = untilAskedToStop()
  let isUp = false
  try {
    const up = bringUp(config, log, stopping)
    // Ctrl-C counts from the first moment, also while Temporal is fetched or built.
    isUp = await Promise.race([up.then(() => true), asked.then(() => false)])
    up.catch(() => undefined)
    await asked
    say('Stopping …')
    return 0
  } catch (error) {
    if (!isForPeople(error)) throw error
    console.error(error.message)
    return 2
  } finally {
    await stop()
    if (isUp) say('Stopped.')
    // Sockets of browsers and pooled connections would keep the process for a while.
    setTimeout(() => process.exit(), 100).unref()
  }
}

async function bringUp(config: Config, log: ReturnType<typeof createLog>, stopping: (() => unknown)[]): Promise<void> {
  const { host, port, publicUrl, dataFolder } = config
  stopping.push(await claimFolder(dataFolder, publicUrl))
  await requireFreePort(port, 'WATERTIGHT_PORT', 'Watertight')
  if (config.hasPages) await buildEditor(say)

  const catalog = await openNodeCatalog(config.nodesFolder)
  for (const each of catalog.found().broken) log.warn(brokenWords(each))

  const { db, writer } = openWorld(join(dataFolder, 'watertight.db'))
  stopping.push(() => db.$client.close())
  const box = openSecretBox(join(dataFolder, 'secret.key'))
  const isNew = readSetting(db, 'workspace') === undefined
  if (isNew) {
    await writer.write((tx) => {
      createSample(tx, { registry: catalog.registry, box }, Date.now())
      writeSetting(tx, 'sample.leads', { on: true, sent: 0 })
    })
  }
  const owner = await ensureOwner({ writer, publicUrl }, Date.now())
  if (host !== '127.0.0.1' && host !== 'localhost' && owner) {
    throw new ConfigError(`Watertight answers only this machine until its owner has a password. Start it without WATERTIGHT_HOST once, open ${owner.link} and set one.`)
  }

  if (!config.smtpUrl) {
    const mailbox = await startMailbox({ writer, now: Date.now, port: config.mailboxPort })
    stopping.push(() => mailbox.stop())
  }
  const auth = createAuth({ db, writer, box, publicUrl })
  const feed = createChangeFeed(db, writer)
  stopping.push(() => feed.stop())
  const sampleLeads = createSampleLeads({ db, writer, box, baseUrl: `http://127.0.0.1:${port}`, log: (line) => log.warn(line) })
  stopping.push(() => sampleLeads.stop())
  const folder = importsFolder(dataFolder)
  await clearOldImports(db, folder, Date.now())
  const importer = createImporter({
    db, writer, now: Date.now,
    run: (importId, holder) => runInThread({ databaseFile: join(dataFolder, 'watertight.db'), folder, importId, holder }),
    report: (error) => log.error({ err: error }, 'An import broke off; it goes on by itself'),
  })
  stopping.push(() => importer.stop())
  const isAllowed = allowedHere(db, config)
  const feeds = createFeedReader({ db, writer, box, isAllowed, report: (error) => log.error({ err: error }, 'A calendar could not be read') })
  const providers = createProviders({ db, box, config })
  stopping.push(() => providers.email.close())
  const mail = { from: config.mailFrom, isLocal: config.smtpUrl === undefined }
  const app = createApp({ db, writer, box, feeds, isAllowed, mail, providers, auth, publicUrl, registry: catalog.registry, foundNodes: catalog.found, feed, sampleLeads, imports: { folder, importer }, examine: () => examine({ config, brokenNodes: catalog.found().broken, isDeep: false }), now: Date.now, report: (error) => log.error({ err: error }, 'A request failed') })
  if (config.hasPages) servePages(app, editorFolder)
  const http = await listen(app.fetch, host, port)
  stopping.push(() => closeServer(http))

  const temporal = config.temporal.address ? undefined : await keepTemporal({ config, log, say })
  if (temporal) stopping.push(() => temporal.stop())
  const worker = startWorker(log)
  stopping.push(() => worker.stop())
  writer.onCommit(() => worker.committed())
  const keeping = keepNodes({ catalog, folder: config.nodesFolder, worker, writer, log, say })
  stopping.push(() => keeping.stop())
  await worker.ready
  sampleLeads.resume()
  say(`Watertight is up at ${publicUrl}`)
  if (owner) say(`Open this once to sign in as the owner (valid for 24 hours):\n\n  ${owner.link}\n`)
  if (isNew) say('The sample workspace is being sent leads. Switch that off on the Runs page.')
}

/** How long an upload may take. */
const uploadWithinMs = 60 * 60_000

function listen(fetch: Parameters<typeof serve>[0]['fetch'], host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname: host, port }, () => resolve(server as Server)) as Server
    // A large list over a slow line takes longer than Node's five minutes. Headers must still come within one.
    server.requestTimeout = uploadWithinMs
    server.once('error', reject)
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}

/** Errors whose message is all that the person at the terminal needs. */
function isForPeople(error: unknown): error is Error {
  return error instanceof ConfigError || (error instanceof Error && ['PortTakenError', 'TemporalNotFoundError', 'TemporalStartError'].includes(error.name))
}

function say(line: string): void {
  console.log(line)
}
