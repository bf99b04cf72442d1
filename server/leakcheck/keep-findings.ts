import { and, inArray, isNull, lt } from 'drizzle-orm'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { leakFindings } from '../db/schema'
import type { Writer } from '../db/writer'
import type { LeakFinding } from './leak-finding'

const keptForMs = 30 * 24 * 3_600_000
/** Each write is short, so that nothing else waits for a pass that found much. */
const atOnce = 100

/**
 * Writes down what a pass found: new leaks, those still there, and those that are not there any more. `isPartial` leaves open what
 * was found by a comparison with Temporal that could not be made this time.
 */
export async function keepFindings(db: Database, writer: Writer, findings: LeakFinding[], now: number, isPartial: boolean): Promise<{ opened: number; closed: number }> {
  const open = db.select({ id: leakFindings.id, key: leakFindings.key, kind: leakFindings.kind }).from(leakFindings).where(isNull(leakFindings.closedAt)).all()
  const known = new Map(open.map((row) => [row.key, row.id]))
  const found = new Set(findings.map(({ key }) => key))
  const fresh = findings.filter(({ key }) => !known.has(key))
  const still = findings.flatMap(({ key }) => known.get(key) ?? [])
  const gone = open.filter(({ key, kind }) => !found.has(key) && !(isPartial && kind.includes('execution'))).map(({ id }) => id)

  for (const part of parts(fresh)) {
    await writer.write((tx) => {
      for (const { subject, ...finding } of part) {
        tx.insert(leakFindings)
          .values({ ...finding, id: newId(now), subjectType: subject.type, subjectId: subject.id, firstSeenAt: now, lastSeenAt: now })
          .onConflictDoNothing()
          .run()
      }
    })
  }
  for (const part of parts(still)) await writer.write((tx) => void tx.update(leakFindings).set({ lastSeenAt: now }).where(inArray(leakFindings.id, part)).run())
  for (const part of parts(gone)) await writer.write((tx) => void tx.update(leakFindings).set({ closedAt: now }).where(and(inArray(leakFindings.id, part), isNull(leakFindings.closedAt))).run())
  if (gone.length > 0) await writer.write((tx) => void tx.delete(leakFindings).where(lt(leakFindings.closedAt, now - keptForMs)).run())
  return { opened: fresh.length, closed: gone.length }
}

function* parts<T>(all: T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += atOnce) yield all.slice(from, from + atOnce)
}
