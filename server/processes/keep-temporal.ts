import type { Logger } from 'pino'
import { findTemporal } from '#engine/temporal-server/find-temporal'
import { type RunningTemporal, startTemporal } from '#engine/temporal-server/start-temporal'
import type { Config } from '../config'
import { stepBack } from './step-back'

export interface KeptTemporal {
  stop(): Promise<void>
}

const restartMs = [500, 1_000, 2_000, 5_000, 15_000]

/** Starts our own Temporal and starts it again if it ends. Throws with the way out when it cannot be started at all. */
export async function keepTemporal({ config, log, say }: { config: Config; log: Logger; say(line: string): void }): Promise<KeptTemporal> {
  const found = await findTemporal({ onProgress: say })
  let isStopping = false
  let restarts = 0
  let running: RunningTemporal = await begin()
  stepBack(running.pid)

  function begin(): Promise<RunningTemporal> {
    return startTemporal({
      folder: config.dataFolder,
      path: found.path,
      version: found.version,
      port: config.temporal.port,
      ...(config.temporal.uiPort && { uiPort: config.temporal.uiPort }),
      namespace: config.temporal.namespace,
      log: (line) => log.info(line),
      onExit: ({ code, signal }) => {
        if (isStopping) return
        log.warn(`Temporal ended (${signal ?? code ?? 'adopted'}); starting it again. What arrives meanwhile is kept.`)
        again()
      },
    })
  }

  function again(): void {
    const wait = restartMs[Math.min(restarts, restartMs.length - 1)] ?? 0
    restarts += 1
    setTimeout(() => {
      if (isStopping) return
      begin().then(
        (next) => {
          running = next
          stepBack(next.pid)
          restarts = 0
        },
        (error: unknown) => {
          log.error({ err: error }, 'Temporal could not be started again; trying on')
          again()
        },
      )
    }, wait)
  }

  return {
    async stop() {
      isStopping = true
      await running.stop()
    },
  }
}
