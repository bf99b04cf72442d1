import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isRunning } from '#engine/temporal-server/process-identity'
import { ConfigError } from '../config'

/**
 * Makes sure that only one Watertight works in a data folder; what a crash left behind is taken over. Returns how to give
 * the folder up. Throws a ConfigError that says where the other one is.
 */
export async function claimFolder(folder: string, url: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, 'watertight.lock')
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, url }), { flag: 'wx' })
      return () => rmSync(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      const holder = readHolder(file)
      if (holder && holder.pid !== process.pid && (await isRunning(holder.pid))) {
        throw new ConfigError(`Watertight runs on this data folder already, at ${holder.url} (process ${holder.pid}). Open that, or choose another folder with WATERTIGHT_DATA.`)
      }
      rmSync(file, { force: true })
    }
  }
  throw new ConfigError(`The lock file ${file} cannot be taken. Remove it if no Watertight is running.`)
}

function readHolder(file: string): { pid: number; url: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { pid: number; url: string }
  } catch {
    return undefined
  }
}
