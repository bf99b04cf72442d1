import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { stepBack } from './step-back'

export interface WorkerProcess {
  /** Resolves once it takes work for the first time. */
  ready: Promise<void>
  /** Tells it that something was committed here. */
  committed(): void
  /** Lets it end what it has begun, and starts it again at once: what waits is kept meanwhile. */
  restart(): void
  /** Lets it end what it has begun, and resolves when it is gone. */
  stop(): Promise<void>
}

const restartMs = [500, 1_000, 2_000, 5_000, 10_000]
const stopWithinMs = 25_000

/** Starts the worker's process, and starts it again whenever it ends by itself. */
export function startWorker(log: Logger): WorkerProcess {
  let child: ChildProcess | undefined
  let isStopping = false
  let isRestarting = false
  let isUp = false
  let restarts = 0
  let hasPing = false
  let becomeReady: () => void = () => {}
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve
  })

  function begin(): void {
    const started = Date.now()
    isUp = false
    child = fork(fileURLToPath(new URL('../worker.mjs', import.meta.url)), { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    if (child.pid) stepBack(child.pid)
    child.on('message', (message) => {
      if (message !== 'ready') return
      isUp = true
      becomeReady()
    })
    child.on('exit', (code, signal) => {
      if (isStopping) return
      if (isRestarting) {
        isRestarting = false
        begin()
        return
      }
      if (Date.now() - started > 60_000) restarts = 0
      const wait = restartMs[Math.min(restarts, restartMs.length - 1)] ?? 0
      restarts += 1
      log.warn(`The worker ended (${signal ?? code}); starting it again in ${wait / 1000} s`)
      setTimeout(() => !isStopping && begin(), wait)
    })
  }

  begin()
  return {
    ready,
    committed() {
      if (hasPing) return
      hasPing = true
      setTimeout(() => {
        hasPing = false
        if (child?.connected) child.send('committed', () => undefined)
      }, 2)
    },
    restart() {
      const ending = child
      if (isStopping || isRestarting || !isAlive(ending)) return
      isRestarting = true
      // One that is still coming up has begun nothing, and does not hear yet.
      if (!isUp) ending.kill('SIGKILL')
      else if (ending.connected) ending.send('stop', () => undefined)
      const killer = setTimeout(() => ending.kill('SIGKILL'), stopWithinMs)
      ending.once('exit', () => clearTimeout(killer))
    },
    async stop() {
      isStopping = true
      const ending = child
      if (!isAlive(ending)) return
      const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
      if (ending.connected) ending.send('stop', () => undefined)
      const killer = setTimeout(() => ending.kill('SIGKILL'), stopWithinMs)
      await gone
      clearTimeout(killer)
    },
  }
}

function isAlive(child: ChildProcess | undefined): child is ChildProcess {
  return child !== undefined && child.exitCode === null && child.signalCode === null
}
