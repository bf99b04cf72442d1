import type { Database } from './open-database'
import type { Writer } from './writer'

/** Writes at once, each in a transaction of its own: for a world that only this process sees, where nothing is to be grouped. */
export function createImmediateWriter(db: Database): Writer {
  const listeners: (() => void)[] = []
  const transaction = db.$client.transaction((work: (db: Database) => unknown) => work(db))
  return {
    write: async <T>(work: (db: Database) => T) => {
      const value = transaction.immediate(work) as T
      for (const listener of listeners) listener()
      return value
    },
    onCommit: (listener) => void listeners.push(listener),
  }
}
