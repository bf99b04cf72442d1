import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findTemporal } from '#engine/temporal-server/find-temporal'
import { isGoneWithin } from '#engine/temporal-server/end-process'
import { findFreePort } from '#engine/temporal-server/ports'
import { type RunningTemporal, startTemporal } from '#engine/temporal-server/start-temporal'
import { killNow } from './processes'

/** A Temporal that the test starts, kills and empties itself; the stack under test reaches it by TEMPORAL_ADDRESS. */
export interface OutsideTemporal {
  readonly address: string
  start(): Promise<void>
  kill(): Promise<void>
  /** Removes its database; only while it does not run. */
  empty(): void
  remove(): Promise<void>
}

/** Does not start it yet. */
export async function createOutsideTemporal(): Promise<OutsideTemporal> {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-temporal-'))
  const { path, version } = await findTemporal()
  const port = await findFreePort()
  let running: RunningTemporal | undefined
  const endNow = () => void killNow(running?.pid)
  process.once('exit', endNow)

  async function kill(): Promise<void> {
    const ending = running
    running = undefined
    if (!ending) return
    killNow(ending.pid)
    await isGoneWithin(ending.pid, 30_000)
    await ending.stop()
  }

  return {
    address: `127.0.0.1:${port}`,
    async start() {
      running = await startTemporal({ folder, path, version, port })
    },
    kill,
    empty: () => rmSync(dirname(join(folder, `temporal-${version}`, 'temporal.db')), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
    async remove() {
      await kill()
      process.off('exit', endNow)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
