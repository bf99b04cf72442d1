import { and, eq, inArray, isNotNull, lte, or } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { effects, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { createLedgerRows } from './ledger-rows'

const everyMs = 5_000
/** So long after its lease an attempt is cut off: one that ends in its last moment still writes down itself what became of it. */
export const cutOffAfterMs = 2_000
const atOnce = 100

/**
 * Finds attempts that were cut off after their run had ended, and those that the other side was being asked about when it did, and puts them before a person: no step
 * comes back to them, and without this they would stay so for ever. Any number of processes may do it. Says whether there may be more.
 */
export function createClearCutOff(db: Database, writer: Writer): (now: number) => Promise<boolean> {
  const ledger = createLedgerRows(db)

  function find(now: number) {
    return db
      .select({ key: effects.key, run: { id: runs.id, generation: runs.generation, versionId: runs.versionId, state: runs.state, hold: runs.hold, inboxSeq: runs.inboxSeq } })
      .from(effects)
      .innerJoin(runs, eq(runs.id, effects.runId))
      .where(and(or(and(eq(effects.state, 'sending'), lte(effects.leaseUntil, now - cutOffAfterMs)), and(eq(effects.state, 'unknown'), isNotNull(effects.notBefore))), inArray(runs.state, ['done', 'failed'])))
      .limit(atOnce)
      .all()
  }

  return async (now) => {
    // Looked at outside first: mostly there is nothing, and then nothing is written.
    if (find(now).length === 0) return false
    return writer.write(() => {
      const found = find(now)
      for (const { key, run } of found) {
        const row = ledger.findEffect(key)
        if (!row) continue
        ledger.changeEffect(key, { state: 'unknown', notBefore: null, reason: 'The attempt was cut off. It may or may not have arrived.' }, now)
        ledger.askAboutEffect(run, row, now)
      }
      return found.length === atOnce
    })
  }
}

/** Looks for attempts that were cut off every five seconds; returns how to stop. */
export function startClearCutOff({ db, writer, report }: { db: Database; writer: Writer; report(error: unknown): void }): () => void {
  const clear = createClearCutOff(db, writer)
  const timer = setInterval(() => void clear(Date.now()).catch(report), everyMs)
  return () => clearInterval(timer)
}
