import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'

export interface ChangeFeed {
  /** Calls `listener` soon after anything was committed, by whichever process. Returns how to stop that. */
  subscribe(listener: () => void): () => void
  stop(): void
}

const pollMs = 150

/** Notices commits of all processes: our own from the writer, others by SQLite's data_version. One poll for all listeners. */
export function createChangeFeed(db: Database, writer: Writer): ChangeFeed {
  const listeners = new Set<() => void>()
  const dataVersion = db.$client.prepare('PRAGMA data_version').pluck()
  let seen = dataVersion.get()
  let isDirty = false
  writer.onCommit(() => {
    isDirty = true
  })
  const timer = setInterval(() => {
    if (listeners.size === 0) return
    const version = dataVersion.get()
    if (version === seen && !isDirty) return
    seen = version
    isDirty = false
    for (const listener of listeners) listener()
  }, pollMs)
  timer.unref()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: () => clearInterval(timer),
  }
}
