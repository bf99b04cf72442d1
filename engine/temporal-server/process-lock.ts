import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './process-identity'

const HEARTBEAT_MS = 5_000
/** A holder that has not touched its lock for this long is taken for dead, even where its pid says nothing (see isStale). */
const SILENT_AFTER_MS = 60_000
const POLL_MS = 200

interface Holder {
  pid: number
  host: string
}

interface LockOptions {
  file: string
  /** Called once, when another process holds the lock and this one begins to wait. */
  onWait?: (holderPid: number | undefined) => void
}

/** Calls in this process queue here, so that a lock file with our own pid can only be left from an earlier process. */
const queues = new Map<string, Promise<unknown>>()

/**
 * Runs `action` while nobody else on this cache runs one under the same lock file; others wait.
 * The lock of a process that died is broken. What `action` leaves behind must still be put in place by a rename:
 * a machine that slept can lose its lock while it works.
 */
export async function withProcessLock<Result>(options: LockOptions, action: () => Promise<Result>): Promise<Result> {
  const { file } = options
  const before = queues.get(file) ?? Promise.resolve()
  const turn = before.then(() => holdLock(options, action))
  const settled = turn.catch(() => undefined)
  queues.set(file, settled)
  try {
    return await turn
  } finally {
    if (queues.get(file) === settled) queues.delete(file)
  }
}

async function holdLock<Result>({ file, onWait }: LockOptions, action: () => Promise<Result>): Promise<Result> {
  await mkdir(dirname(file), { recursive: true })
  await acquire(file, onWait)
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  heartbeat.unref()

  try {
    return await action()
  } finally {
    clearInterval(heartbeat)
    const holder = await readHolder(file)
    if (holder?.pid === process.pid && holder.host === hostname()) await rm(file, { force: true })
  }
}

async function acquire(file: string, onWait: LockOptions['onWait']): Promise<void> {
  const mine = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder)
  let waiting = false
  for (;;) {
    try {
      await writeFile(file, mine, { flag: 'wx' })
      return
    } catch (error) {
      if (!isFileError(error, 'EEXIST')) throw error
    }
    if (await breakIfStale(file)) continue
    if (!waiting) onWait?.((await readHolder(file))?.pid)
    waiting = true
    await sleep(POLL_MS)
  }
}

/** Of several waiters only the one that wins the rename removes the lock, and only after a second look at what it took away. */
async function breakIfStale(file: string): Promise<boolean> {
  if (!(await isStale(file))) return false
  const taken = `${file}.stale-${process.pid}`
  try {
    await rename(file, taken)
  } catch {
    return true
  }
  if (!(await isStale(taken))) {
    // Another waiter broke the lock first and this is its new one: give it back, unless a third has locked meanwhile.
    await writeFile(file, await readFile(taken), { flag: 'wx' }).catch(() => undefined)
  }
  await rm(taken, { force: true })
  return true
}

async function isStale(file: string): Promise<boolean> {
  const info = await stat(file).catch(() => undefined)
  if (!info) return false
  if (Date.now() - info.mtimeMs > SILENT_AFTER_MS) return true
  const holder = await readHolder(file)
  // Another host (or container) counts pids for itself; and a lock caught between its creation and its first byte names nobody.
  if (!holder || holder.host !== hostname()) return false
  return holder.pid === process.pid || !isAlive(holder.pid)
}

async function readHolder(file: string): Promise<Holder | undefined> {
  try {
    const { pid, host }: Partial<Holder> = JSON.parse(await readFile(file, 'utf8'))
    return typeof pid === 'number' && typeof host === 'string' ? { pid, host } : undefined
  } catch {
    return undefined
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
