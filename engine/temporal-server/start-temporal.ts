import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { boundLog, tailOfLog } from './bounded-log'
import { type DevServerSettings, devServerArgs, temporalDatabaseFile } from './dev-server-args'
import { endProcess, isGoneWithin } from './end-process'
import { requireFreePort } from './ports'
import { commandLineOf, isRunning } from './process-identity'
import { withProcessLock } from './process-lock'
import { decideOnLockedServer, readServerLock, removeServerLock, type ServerLock, writeServerLock } from './server-lock'
import { waitUntilAnswers } from './wait-until-answers'

const START_LIMIT_MS = 60_000
/** One that was still starting when we crashed deserves a moment; one that hangs does not deserve a minute. */
const ADOPT_LIMIT_MS = 15_000
const WATCH_MS = 1_000
const DYING_MS = 5_000

export interface StartTemporalOptions {
  /** The data folder of this installation; the database file, the log and the lock lie in it. */
  folder: string
  /** As `findTemporal` returned them. */
  path: string
  version: string
  port: number
  uiPort?: number
  namespace?: string
  /** Called once if the server ends although nobody called `stop`. */
  onExit?: (exit: TemporalExit) => void
  log?: (line: string) => void
}

export interface TemporalExit {
  /** Unknown (both null) for an adopted server, which is not our child. */
  code: number | null
  signal: NodeJS.Signals | null
  /** The end of what the server logged. */
  logTail: string
}

export interface RunningTemporal {
  /** host:port for clients and workers. */
  address: string
  port: number
  uiPort: number | undefined
  namespace: string
  version: string
  pid: number
  databaseFile: string
  logFile: string
  /** True when it is the server that an earlier process of ours left behind. */
  isAdopted: boolean
  /** Ends the server (SIGTERM, after 5 s SIGKILL) and resolves when it is gone. May be called more than once. */
  stop: () => Promise<void>
}

/** Thrown when the server ended, or did not answer in time, while it was started; the message holds the end of its log. */
export class TemporalStartError extends Error {
  override name = 'TemporalStartError'
}

/**
 * Starts Temporal's dev server for this data folder, or takes over the one that a crashed process of ours left behind. It answers
 * when the promise resolves. The server is not bound to this process: it survives our end by SIGKILL, and Ctrl-C in the terminal
 * does not reach it, so whoever starts it stops it, last.
 */
export async function startTemporal(options: StartTemporalOptions): Promise<RunningTemporal> {
  mkdirSync(options.folder, { recursive: true })
  // As an adopted server was started: a folder reached by another name is the same folder.
  const folder = realpathSync(options.folder)
  const settings = { ...options, folder, namespace: options.namespace ?? 'default' }
  const onWait = () => options.log?.('Waiting for another process that is starting the Temporal server of this folder')
  return await withProcessLock({ file: join(folder, 'temporal.lock.starting'), onWait }, async () => {
    return (await takeOver(settings)) ?? (await startNew(settings))
  })
}

type Settings = StartTemporalOptions & DevServerSettings

async function takeOver(settings: Settings): Promise<RunningTemporal | undefined> {
  const lockFile = lockFileOf(settings)
  const lock = readServerLock(lockFile)
  if (!lock) return undefined
  const decision = await decideOn(lock, settings)
  if (decision === 'adopt') {
    const { port, namespace } = settings
    const isGone = async () => !(await isRunning(lock.pid))
    const state = await waitUntilAnswers({ port, namespace, limitMs: ADOPT_LIMIT_MS, isGone })
    if (state === 'answers') {
      settings.log?.(`Temporal ${lock.version} still runs on port ${port} (process ${lock.pid}): taken over`)
      return await supervise(settings, lock)
    }
  }
  if (decision !== 'start') {
    settings.log?.(`Ending the Temporal server that was left behind (process ${lock.pid})`)
    await endProcess(lock.pid)
  }
  removeServerLock(lockFile, lock.pid)
  return undefined
}

async function decideOn(lock: ServerLock, settings: Settings) {
  const commandLine = await commandLineOf(lock.pid)
  // One that is just ending has no command line any more but may still hold the port.
  if (!commandLine) await isGoneWithin(lock.pid, DYING_MS)
  return decideOnLockedServer({ commandLine, folder: settings.folder, wantedArgs: devServerArgs(settings) })
}

async function startNew(settings: Settings): Promise<RunningTemporal> {
  const { port, uiPort, namespace, version } = settings
  await requireFreePort(port, 'WATERTIGHT_TEMPORAL_PORT')
  if (uiPort !== undefined) await requireFreePort(uiPort, 'WATERTIGHT_TEMPORAL_UI_PORT')

  const startedAtMs = Date.now()
  const logFile = logFileOf(settings)
  const logStart = sizeOf(logFile)
  const child = spawnServer(settings)
  let hasEnded = false
  child.once('error', () => {
    hasEnded = true
  })
  child.once('exit', () => {
    hasEnded = true
  })
  if (child.pid === undefined) throw new TemporalStartError(`The Temporal server ${settings.path} could not be started on this machine.`)
  const lock: ServerLock = { pid: child.pid, port, version, startedAt: new Date(startedAtMs).toISOString() }
  writeServerLock(lockFileOf(settings), lock)

  const state = await waitUntilAnswers({ port, namespace, limitMs: START_LIMIT_MS, isGone: () => hasEnded })
  if (state === 'answers') {
    settings.log?.(`Temporal ${version} answers on port ${port} after ${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`)
    return await supervise(settings, lock, child)
  }

  if (!hasEnded) await endProcess(lock.pid)
  removeServerLock(lockFileOf(settings), lock.pid)
  // Another program can have taken the port since we looked; then that is the message that helps.
  await requireFreePort(port, 'WATERTIGHT_TEMPORAL_PORT')
  const what = state === 'gone' ? 'ended while it was starting' : `did not answer within ${START_LIMIT_MS / 1000} s`
  const tail = (await tailOfLog(logFile, logStart)) || '(nothing)'
  throw new TemporalStartError(`The Temporal server on port ${port} ${what}. The end of ${logFile}:\n${tail}`)
}

function spawnServer(settings: Settings): ChildProcess {
  mkdirSync(dirname(temporalDatabaseFile(settings)), { recursive: true })
  // Its own variables (TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE …) are for clients and would bend the server's flags.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')))
  // A file and not a pipe: a pipe would break, and with it the server, when this process is killed.
  const logHandle = openSync(logFileOf(settings), 'a')
  try {
    const child = spawn(settings.path, devServerArgs(settings), {
      cwd: settings.folder,
      env,
      // A process group of its own keeps the terminal's Ctrl-C away: the worker must be able to finish first.
      detached: true,
      stdio: ['ignore', logHandle, logHandle],
      windowsHide: true,
    })
    child.unref()
    return child
  } finally {
    closeSync(logHandle)
  }
}

async function supervise(settings: Settings, lock: ServerLock, child?: ChildProcess): Promise<RunningTemporal> {
  const lockFile = lockFileOf(settings)
  const logFile = logFileOf(settings)
  const stopBounding = await boundLog(logFile)
  let stopping: Promise<void> | undefined
  let hasEnded = false

  const whenEnded = async (code: number | null, signal: NodeJS.Signals | null) => {
    if (hasEnded) return
    hasEnded = true
    stopBounding()
    removeServerLock(lockFile, lock.pid)
    if (!stopping) settings.onExit?.({ code, signal, logTail: await tailOfLog(logFile) })
  }
  const stopWatching = watchEnd(lock.pid, child, whenEnded)

  const end = async () => {
    stopWatching()
    stopBounding()
    // Asked once more: the server may have ended since we last looked, and its id belong to a stranger.
    if (!hasEnded && (await decideOn(lock, settings)) !== 'start') await endProcess(lock.pid)
    removeServerLock(lockFile, lock.pid)
  }
  return {
    address: `127.0.0.1:${settings.port}`,
    port: settings.port,
    uiPort: settings.uiPort,
    namespace: settings.namespace,
    version: settings.version,
    pid: lock.pid,
    databaseFile: temporalDatabaseFile(settings),
    logFile,
    isAdopted: child === undefined,
    stop: () => {
      stopping ??= end()
      return stopping
    },
  }
}

type WhenEnded = (code: number | null, signal: NodeJS.Signals | null) => Promise<void>

/** A child tells us when it ends; an adopted server must be looked at. */
function watchEnd(pid: number, child: ChildProcess | undefined, whenEnded: WhenEnded): () => void {
  if (child) {
    // It may have ended between its first answer and now.
    if (child.exitCode !== null || child.signalCode !== null) void whenEnded(child.exitCode, child.signalCode)
    child.once('exit', whenEnded)
    return () => child.off('exit', whenEnded)
  }
  const timer = setInterval(async () => {
    if (await isRunning(pid)) return
    clearInterval(timer)
    await whenEnded(null, null)
  }, WATCH_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function lockFileOf({ folder }: Settings): string {
  return join(folder, 'temporal.lock')
}

function logFileOf({ folder }: Settings): string {
  return join(folder, 'temporal.log')
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
