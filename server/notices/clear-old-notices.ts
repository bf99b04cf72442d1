import { inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { notices } from '../db/schema'
import type { Writer } from '../db/writer'

const keptMs = 90 * 86_400_000
const everyMs = 3_600_000
const groupSize = 500

/** Deletes notices that were read more than 90 days ago, in groups, so that nobody waits for it. What nobody has read stays. */
export async function clearOldNotices({ db, writer }: { db: Database; writer: Writer }, now: number): Promise<void> {
  const old = (from: Database) => from.select({ id: notices.id }).from(notices).where(lt(notices.readAt, now - keptMs)).limit(groupSize)
  // Looked at outside first: mostly there is nothing, and then nothing is written.
  while (old(db).all().length > 0) await writer.write((tx) => tx.delete(notices).where(inArray(notices.id, old(tx))).run())
}

/** Does so now and each hour; returns how to stop. */
export function startClearOldNotices({ db, writer, report }: { db: Database; writer: Writer; report(error: unknown): void }): () => void {
  const clear = () => void clearOldNotices({ db, writer }, Date.now()).catch(report)
  clear()
  const timer = setInterval(clear, everyMs)
  return () => clearInterval(timer)
}
