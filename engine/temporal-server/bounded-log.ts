import { copyFile, open, stat, truncate } from 'node:fs/promises'

const MAX_BYTES = 5_000_000
const CHECK_MS = 30_000

/**
 * Keeps a log file that another process appends to within bounds for as long as this process lives: when it is too long it moves
 * to `<file>.1`, which it replaces. The writer must have opened it for appending and keeps its handle. Returns how to stop.
 */
export async function boundLog(file: string, { maxBytes = MAX_BYTES, checkMs = CHECK_MS } = {}): Promise<() => void> {
  const check = async () => {
    if ((await stat(file)).size <= maxBytes) return
    await copyFile(file, `${file}.1`)
    await truncate(file)
  }
  await check().catch(() => undefined)
  const timer = setInterval(() => void check().catch(() => undefined), checkMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** The last lines of a log, for an error message; empty when there are none. */
export async function tailOfLog(file: string, fromByte = 0, maxBytes = 3_000): Promise<string> {
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      const start = Math.max(size - maxBytes, size >= fromByte ? fromByte : 0)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
      return buffer.toString('utf8', 0, bytesRead).trim()
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}
