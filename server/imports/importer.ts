import { and, asc, eq, isNull, like, lt, or } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import type { Writer } from '../db/writer'

/** Works on one import until it ends or is let go of. */
export interface ImportRunner {
  done: Promise<void>
  /** Lets go after the rows that are under way. */
  letGo(): void
}

export interface Importer {
  /** There may be an import to work on. */
  wake(): void
  /** Begins nothing new, and resolves when what is under way is let go of: the next start goes on with it. */
  stop(): Promise<void>
}

export interface ImporterDeps {
  db: Database
  writer: Writer
  run(importId: string, holder: string): ImportRunner
  now(): number
  report(error: unknown): void
}

const lookEveryMs = 2_000
/** What failed without a word in the database would fail again as fast as it can. */
const afterFailureMs = 5_000
const serverHolder = 'server:'

/**
 * Works on imports one after the other, the oldest first: two at once would only wait for each other. Those that an earlier
 * server of this data folder left behind are taken up at once, those of a command in a terminal when it gives no sign of life.
 */
export function createImporter({ db, writer, run, now, report }: ImporterDeps): Importer {
  const holder = `${serverHolder}${randomUUID()}`
  let running: ImportRunner | undefined
  let isStopped = false
  let pausedUntil = 0

  function next(): string | undefined {
    const free = or(isNull(imports.holder), lt(imports.heldUntil, now()))
    return db.select({ id: imports.id }).from(imports).where(and(eq(imports.state, 'running'), free)).orderBy(asc(imports.startedAt)).limit(1).get()?.id
  }

  function look(): void {
    if (isStopped || running || now() < pausedUntil) return
    const importId = next()
    if (importId === undefined) return
    const runner = run(importId, holder)
    running = runner
    const goOn = (waitMs: number) => {
      running = undefined
      pausedUntil = now() + waitMs
      setTimeout(look, waitMs).unref()
    }
    runner.done.then(
      () => goOn(0),
      (error: unknown) => {
        report(error)
        goOn(afterFailureMs)
      },
    )
  }

  // No other server works in this folder: what one holds, it held before it died.
  const freed = writer.write((tx) => void tx.update(imports).set({ holder: null }).where(like(imports.holder, `${serverHolder}%`)).run())
  freed.then(look, report)
  const timer = setInterval(look, lookEveryMs)
  timer.unref()
  return {
    wake: look,
    async stop() {
      isStopped = true
      clearInterval(timer)
      await freed.catch(() => undefined)
      running?.letGo()
      await running?.done.catch(() => undefined)
    },
  }
}
