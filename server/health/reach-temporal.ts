import { Client, Connection } from '@temporalio/client'
import { join } from 'node:path'
import { isRunning } from '#engine/temporal-server/process-identity'
import { readServerLock } from '#engine/temporal-server/server-lock'
import type { Config } from '../config'

const connectWithinMs = 3_000

export type Reached = { address: string; connection: Connection; client: Client; close(): Promise<void> } | { address: string; why: string; isOurs: boolean }

/** Connects to the Temporal that belongs to a data folder, wherever it runs, or says in words why not. Never starts one. */
export async function reachTemporal({ dataFolder, temporal }: Pick<Config, 'dataFolder' | 'temporal'>): Promise<Reached> {
  const lock = temporal.address === undefined ? readServerLock(join(dataFolder, 'temporal.lock')) : undefined
  const address = temporal.address ?? `127.0.0.1:${lock?.port ?? temporal.port}`
  const isOurs = temporal.address === undefined
  if (isOurs && !(lock && (await isRunning(lock.pid)))) return { address, isOurs, why: 'Our own Temporal is not running.' }
  try {
    const connection = await Connection.connect({
      address,
      connectTimeout: connectWithinMs,
      ...(temporal.isTls && { tls: true as const }),
      ...(temporal.apiKey && { apiKey: temporal.apiKey }),
    })
    const client = new Client({ connection, namespace: temporal.namespace })
    return { address, connection, client, close: () => connection.close() }
  } catch (error) {
    return { address, isOurs, why: `Temporal does not answer at ${address}. (${error instanceof Error ? error.message : String(error)})` }
  }
}
