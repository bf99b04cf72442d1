import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning } from './process-identity'

const POLL_MS = 25

/**
 * Asks a process to end (SIGTERM) and makes it end (SIGKILL) after the grace; resolves when it is gone.
 * The caller has made sure that the id belongs to the process that is meant.
 */
export async function endProcess(pid: number, { graceMs = 5_000 }: { graceMs?: number } = {}): Promise<void> {
  signal(pid, 'SIGTERM')
  if (await isGoneWithin(pid, graceMs)) return
  signal(pid, 'SIGKILL')
  if (!(await isGoneWithin(pid, 10_000))) throw new Error(`endProcess: process ${pid} does not end`)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Waits for a process to be gone; false when it is still there after the limit. */
export async function isGoneWithin(pid: number, limitMs: number): Promise<boolean> {
  const until = Date.now() + limitMs
  for (;;) {
    if (!(await isRunning(pid))) return true
    if (Date.now() > until) return false
    await sleep(POLL_MS)
  }
}
