import { type ChildProcess, fork, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findFreePort } from '#engine/temporal-server/ports'
import { isRunning } from '#engine/temporal-server/process-identity'
import { readServerLock } from '#engine/temporal-server/server-lock'
import { childrenOf, killNow, processesWith } from './processes'
import { until } from './until'

export type Part = 'server' | 'worker' | 'temporal' | 'all'

export interface StackOptions {
  /** The sources to start; this repository unless told otherwise. */
  repository?: string
  /** SMTP address of the receiver. */
  smtpUrl: string
  /** Shrinks the times of effects: 0.2 gives 2 s for a provider, 3 s of lease, 4 s for an activity. */
  limits?: number
  /** A Temporal that somebody else starts and stops, host:port. */
  temporalAddress?: string
  env?: Record<string, string>
  /** Called with the empty data folder, before anything is started. */
  prepare(dataFolder: string): void
}

export interface Stack {
  readonly url: string
  /** host:port, whoever started it. */
  readonly temporalAddress: string
  readonly dataFolder: string
  readonly databaseFile: string
  /** Those that run now. */
  pids(): { server?: number; worker?: number; temporal?: number }
  /** SIGKILL. False when the part does not run just now. The worker and Temporal are started again by the server itself. */
  kill(part: Part): Promise<boolean>
  /** Starts the server (again) and resolves when it answers; the worker may take longer. */
  start(): Promise<void>
  /** Resolves when a worker that was started after the last start or kill takes work. */
  untilWorkerIsReady(limitMs?: number): Promise<void>
  /** Starts a second worker beside the server's own, over the same database; resolves when it takes work. It is gone with the stack. */
  addWorker(): Promise<void>
  /** Begins a worker as the server does, over the same database, and does not wait for it. It is gone with the stack. */
  forkWorker(): ChildProcess
  /** The owner's one-time link, once the terminal shows it. */
  untilOwnersLink(): Promise<string>
  isServerUp(): boolean
  /** Asks the server to stop and waits for everything to be gone; what is not gone in time is killed and reported. */
  stop(): Promise<{ leftOver: number[] }>
  /** What all processes have printed. */
  log(): string
  /** Ends whatever is left and removes the folder. */
  remove(): void
}

const repositoryHere = fileURLToPath(new URL('../..', import.meta.url))
/** Only there to end what hangs: the machine may have much else to do. */
const answersWithinMs = 180_000
const stopsWithinMs = 90_000

/** The real thing in a folder of its own: `watertight start` with its worker and its Temporal, on free ports. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { repository = repositoryHere, smtpUrl, limits = 1, temporalAddress, env = {}, prepare } = options
  const folder = mkdtempSync(join(tmpdir(), 'watertight-test-'))
  const dataFolder = join(folder, 'data')
  const logFile = join(folder, 'log')
  const [port, temporalPort, mailboxPort] = [await findFreePort(), await findFreePort(), await findFreePort()]
  const url = `http://127.0.0.1:${port}`
  const environment = {
    ...withoutOurs(process.env),
    WATERTIGHT_PORT: String(port), WATERTIGHT_TEMPORAL_PORT: String(temporalPort), WATERTIGHT_MAILBOX_PORT: String(mailboxPort),
    WATERTIGHT_DATA: dataFolder, WATERTIGHT_PAGES: 'off', WATERTIGHT_SMTP_URL: smtpUrl, WATERTIGHT_TEST_LIMITS: String(limits), WATERTIGHT_LOG: 'info',
    ...(temporalAddress && { TEMPORAL_ADDRESS: temporalAddress }),
    ...env,
  }
  let server: ChildProcess | undefined
  let readyLogged = 0

  const log = () => readFileSync(logFile, 'utf8')
  const readyCount = () => log().split('"msg":"Ready"').length - 1
  const isServerUp = () => server !== undefined && server.exitCode === null && server.signalCode === null
  const pids = (): { server?: number; worker?: number; temporal?: number } => {
    const temporal = temporalAddress ? undefined : readServerLock(join(dataFolder, 'temporal.lock'))?.pid
    const pid = isServerUp() ? server?.pid : undefined
    const worker = pid === undefined ? undefined : childrenOf(pid, 'worker.mjs')[0]
    return { ...(pid !== undefined && { server: pid }), ...(worker !== undefined && { worker }), ...(temporal !== undefined && { temporal }) }
  }
  const leftOver = () => processesWith(`WATERTIGHT_DATA=${dataFolder}`)

  async function start(): Promise<void> {
    readyLogged = readyCount()
    const output = openSync(logFile, 'a')
    try {
      server = spawn(process.execPath, ['server/cli/watertight.mjs', 'start'], { cwd: repository, env: environment, stdio: ['ignore', output, output] })
    } finally {
      closeSync(output)
    }
    await until('the server answers', answersWithinMs, async () => {
      if (!isServerUp()) throw new Error(`The server ended while it was starting:\n${log().slice(-3_000)}`)
      const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(20_000) }).catch(() => undefined)
      return answer?.ok
    })
  }

  async function endServer(): Promise<boolean> {
    const ending = server
    if (!ending || !isServerUp()) return false
    const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    killNow(ending.pid)
    await gone
    return true
  }

  async function kill(part: Part): Promise<boolean> {
    const running = pids()
    readyLogged = readyCount()
    switch (part) {
      case 'server':
        return endServer()
      case 'worker':
        return killNow(running.worker)
      case 'temporal':
        return running.temporal !== undefined && (await isRunning(running.temporal)) && killNow(running.temporal)
      case 'all': {
        // All three in one go; the server first, or it would start the others again.
        const wasUp = isServerUp()
        const ended = endServer()
        killNow(running.worker)
        killNow(running.temporal)
        await ended
        return wasUp
      }
    }
  }

  closeSync(openSync(logFile, 'a'))
  function forkWorker(): ChildProcess {
    const output = openSync(logFile, 'a')
    const child = fork(join(repository, 'server/worker.mjs'), { cwd: repository, env: environment, execArgv: [], stdio: ['ignore', output, output, 'ipc'] })
    closeSync(output)
    return child
  }

  prepare(dataFolder)
  const endAll = () => {
    for (const pid of [server?.pid, ...Object.values(pids()), ...leftOver()]) killNow(pid)
  }
  process.once('exit', endAll)
  await start()

  return {
    url,
    temporalAddress: temporalAddress ?? `127.0.0.1:${temporalPort}`,
    dataFolder,
    databaseFile: join(dataFolder, 'watertight.db'),
    pids,
    kill,
    start,
    forkWorker,
    async addWorker() {
      const more = forkWorker()
      await new Promise<void>((resolve, reject) => {
        const whyItEnded = (code: number | null) => reject(new Error(`The second worker ended with ${code}:\n${log().slice(-3_000)}`))
        more.once('exit', whyItEnded)
        more.on('message', (message) => {
          if (message !== 'ready') return
          // It ends with the stack, when there may be no log any more.
          more.off('exit', whyItEnded)
          resolve()
        })
      })
    },
    untilOwnersLink: () => until('the owner’s link', answersWithinMs, () => /http:\/\/\S+\/welcome\/\S+/.exec(log())?.[0]),
    isServerUp,
    log,
    untilWorkerIsReady: async (limitMs = answersWithinMs) => {
      await until('the worker takes work', limitMs, () => readyCount() > readyLogged)
    },
    async stop() {
      const ending = server
      if (ending && isServerUp()) {
        const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
        ending.kill('SIGTERM')
        await Promise.race([gone, until('the server stops', stopsWithinMs, () => !isServerUp()).catch(() => undefined)])
      }
      const left = leftOver()
      for (const pid of left) killNow(pid)
      return { leftOver: left }
    },
    remove() {
      endAll()
      process.off('exit', endAll)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** The surroundings' own settings must not bend the stack under test. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(WATERTIGHT_(?!CACHE|TEMPORAL_PATH)|TEMPORAL_|VITEST|NODE_OPTIONS)/.test(name)))
}
