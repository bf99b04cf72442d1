import { and, eq, inArray, lte } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { effects, runs } from '../db/schema'
import type { Writer } from '../db/writer'
import { createLedgerRows } from './ledger-rows'

const everyMs = 5_000
/** Beyond the lease: an attempt that ends in its last moment still writes down itself what became of it. */
const graceMs = 2_000

/**
 * Finds attempts that were cut off after their run had ended, and puts them before a person: no step comes back to them, and
 * without this they would stay `sending` for ever. Looks every five seconds; returns how to stop.
 */
export function startClearCutOff({ db, writer, report }: { db: Database; writer: Writer; report(error: unknown): void }): () => void {
  const ledger = createLedgerRows(db)

  function find(now: number) {
    return db
      .select({ key: effects.key, run: { id: runs.id, generation: runs.generation, versionId: runs.versionId, state: runs.state, hold: runs.hold, inboxSeq: runs.inboxSeq } })
      .from(effects)
      .innerJoin(runs, eq(runs.id, effects.runId))
      .where(and(eq(effects.state, 'sending'), lte(effects.leaseUntil, now - graceMs), inArray(runs.state, ['done', 'failed'])))
      .limit(100)
      .all()
  }

  async function look(): Promise<void> {
    const now = Date.now()
    // Looked at outside first: mostly there is nothing, and then nothing is written.
    if (find(now).length === 0) return
    await writer.write(() => {
      for (const { key, run } of find(now)) {
        const row = ledger.findEffect(key)
        if (!row) continue
        ledger.changeEffect(key, { state: 'unknown', reason: 'The attempt was cut off. It may or may not have arrived.' }, now)
        ledger.askAboutEffect(run, row, now)
      }
    })
  }

  const timer = setInterval(() => void look().catch(report), everyMs)
  return () => clearInterval(timer)
}
