import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '#engine/temporal-server/process-identity'

/** The Watertight that works on a data folder, if one does: by the lock that it holds while it runs. */
export async function findRunning(dataFolder: string): Promise<{ pid: number; url: string } | undefined> {
  try {
    const { pid, url } = JSON.parse(readFileSync(join(dataFolder, 'watertight.lock'), 'utf8')) as { pid: number; url: string }
    return (await isRunning(pid)) ? { pid, url } : undefined
  } catch {
    return undefined
  }
}
