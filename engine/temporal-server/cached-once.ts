import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { OnProgress } from './progress'
import { withProcessLock } from './process-lock'

interface CachedOnceOptions {
  /** The finished folder, named after what it holds and its version. It exists only when it is complete. */
  folder: string
  /** Fills an empty folder on the same disk. Returns false when this way is not open here; throwing has the same effect on the cache. */
  make: (emptyFolder: string) => Promise<boolean>
  /** Said when another process is at it already. */
  waitingFor: string
  onProgress?: OnProgress
}

/**
 * Makes a folder of the per-user cache once: of several processes one makes it and the others wait for it, and a half made
 * one is never seen, because it is made under a temporary name and renamed when complete. Resolves to whether it is there.
 */
export async function cachedOnce({ folder, make, waitingFor, onProgress }: CachedOnceOptions): Promise<boolean> {
  if (existsSync(folder)) return true
  const onWait = (holder?: number) => onProgress?.(`Waiting for ${waitingFor}, which another process${holder ? ` (${holder})` : ''} has begun`)
  return await withProcessLock({ file: `${folder}.lock`, onWait }, async () => {
    if (existsSync(folder)) return true
    await removeLeftovers(folder)
    const partial = `${folder}.partial-${process.pid}`
    await mkdir(partial, { recursive: true })
    try {
      if (!(await make(partial))) return false
      await rename(partial, folder)
      // A compiler outlives the process of ours that was killed, and may have put its result down only now.
      await removeLeftovers(folder)
      return true
    } finally {
      await rm(partial, { recursive: true, force: true })
    }
  })
}

/** Whoever holds the lock is alone, so every partial folder is that of a process that died. */
async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(`${basename(folder)}.partial-`)) await rm(join(dirname(folder), name), { recursive: true, force: true })
  }
}
