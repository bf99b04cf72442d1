import type { Database } from './open-database'
import type { Writer } from './writer'

/** Writes at once, each in a transaction of its own: for a world that only this process sees, where nothing is to be grouped. */
export function createImmediateWriter(db: Database): Writer {
  const listeners: (() => void)[] = []
  return {
    write: async (work) => {
      const value = db.$client.transaction(() => work(db)).immediate()
      for (const listener of listeners) listener()
      return value
    },
    onCommit: (listener) => void listeners.push(listener),
  }
}
