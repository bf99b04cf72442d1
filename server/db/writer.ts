import { busyTimeoutMs, type Database } from './open-database'

/** Thrown when other processes kept the database to themselves for longer than `patienceMs`. Nothing was done; try again. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
}

export interface Writer {
  /**
   * Runs `work` in a transaction and resolves once it is durable. Work that arrives together is committed together, each
   * piece in a savepoint of its own: one that throws is undone alone, and its promise rejects.
   * `work` is synchronous and short, and may be called again when the whole commit failed.
   */
  write<T>(work: (db: Database) => T): Promise<T>
  /** Called after each commit of this process. */
  onCommit(listener: () => void): void
}

interface Item {
  work: (db: Database) => unknown
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
  since: number
}

const maxBatch = 64
const patienceMs = 15_000
/** Between two tries to get the lock. SQLite's own waiting grows to 100 ms and blocks the thread meanwhile. */
const pauseMs = 1

/** The one way to write: a group-committing queue per process. */
export function createWriter(db: Database): Writer {
  const waiting: Item[] = []
  const listeners: (() => void)[] = []
  let scheduled = false

  const beginNow = db.$client.prepare('BEGIN IMMEDIATE')
  const commit = db.$client.prepare('COMMIT')
  const rollback = db.$client.prepare('ROLLBACK')
  const save = db.$client.prepare('SAVEPOINT item')
  const release = db.$client.prepare('RELEASE item')
  const undo = db.$client.prepare('ROLLBACK TO item')

  function flush(): void {
    scheduled = false
    const batch = waiting.splice(0, maxBatch)
    if (batch.length === 0) return
    let settle: (() => void)[]
    try {
      begin()
      settle = batch.map((item) => runItem(item))
      commit.run()
    } catch (error) {
      if (db.$client.inTransaction) rollback.run()
      return failed(batch, error)
    }
    for (const each of settle) each()
    for (const listener of listeners) listener()
    if (waiting.length > 0) schedule()
  }

  function begin(): void {
    // This pragma takes effect when it is prepared: a statement kept for it would do nothing.
    db.$client.pragma('busy_timeout = 0')
    try {
      beginNow.run()
    } finally {
      db.$client.pragma(`busy_timeout = ${busyTimeoutMs}`)
    }
  }

  /** Throws only for errors that undo the whole transaction (disk full, lost lock); a bug in the work undoes itself. */
  function runItem(item: Item): () => void {
    save.run()
    try {
      const value = item.work(db)
      release.run()
      return () => item.resolve(value)
    } catch (error) {
      if (!db.$client.inTransaction || isBusy(error)) throw error
      undo.run()
      release.run()
      return () => item.reject(error)
    }
  }

  function failed(batch: Item[], error: unknown): void {
    const isTransient = isBusy(error)
    const now = Date.now()
    const again = batch.filter((item) => {
      if (isTransient && now - item.since < patienceMs) return true
      item.reject(isTransient ? new DatabaseBusyError('The database is busy. Nothing was changed; try again.') : error)
      return false
    })
    waiting.unshift(...again)
    if (waiting.length > 0 && !scheduled) {
      scheduled = true
      setTimeout(flush, pauseMs)
    }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  return {
    write: <T>(work: (db: Database) => T) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject, since: Date.now() })
        schedule()
      }),
    onCommit: (listener) => void listeners.push(listener),
  }
}

function isBusy(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_BUSY')
}
