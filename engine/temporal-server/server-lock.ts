import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Says which process is our Temporal server, so that after a crash of ours the next start finds it. */
export interface ServerLock {
  pid: number
  port: number
  version: string
  startedAt: string
}

/** Undefined when there is none, or when it cannot be understood: then nothing may be ended on its account. */
export function readServerLock(file: string): ServerLock | undefined {
  try {
    const { pid, port, version, startedAt }: Partial<ServerLock> = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof pid !== 'number' || typeof port !== 'number') return undefined
    if (typeof version !== 'string' || typeof startedAt !== 'string') return undefined
    return { pid, port, version, startedAt }
  } catch {
    return undefined
  }
}

/** Synchronous, so that there is no moment in which a server runs that no lock names. */
export function writeServerLock(file: string, lock: ServerLock): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(lock)}\n`)
  renameSync(`${file}.new`, file)
}

/** Removes the lock of this server, and leaves that of a later one. */
export function removeServerLock(file: string, pid: number): void {
  if (readServerLock(file)?.pid === pid) rmSync(file, { force: true })
}

interface Found {
  /** What the process of the lock was started with; undefined when it is gone. */
  commandLine: string | undefined
  /** The data folder: a server is ours when its database file lies in it. */
  folder: string
  /** The arguments with which a server would be started now. */
  wantedArgs: string[]
}

/**
 * What a start does about the process that a lock names. `start`: it is gone, or its id belongs to a stranger, which is left
 * alone. `adopt`: it is ours and was started as it would be today, so it is taken over if it answers, else ended.
 * `end`: it is ours with another port, version or setting.
 */
export function decideOnLockedServer({ commandLine, folder, wantedArgs }: Found): 'start' | 'adopt' | 'end' {
  if (!commandLine?.includes(' server start-dev ') || !commandLine.includes(` --db-filename ${join(folder, 'temporal-')}`)) return 'start'
  return commandLine.endsWith(` ${wantedArgs.join(' ')}`) ? 'adopt' : 'end'
}
