import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../db/open-database'
import { importRefusals, imports } from '../db/schema'
import type { Writer } from '../db/writer'
import { createKeepEvent } from '../events/keep-event'
import type { FileRow } from './read-records'
import type { RowRead } from './row-to-lead'

/** A row of the file with what became of it. */
export interface ReadRow {
  place: FileRow
  read: RowRead
}

export interface Group {
  importId: string
  sourceId: string
  startsFlows: boolean
  holder: string
  rows: ReadRow[]
  /** How many rows of the file stand before these. */
  firstRow: number
  /** How long the import has been at work since the group before. */
  workedMs: number
}

/** How long a group keeps other writers out; webhooks wait so long at most. */
const maxGroupMs = 75
const heldMs = 15_000

/** Thrown in the transaction when the import is not ours to go on with: a person paused or stopped it, or somebody else has it. */
export class NotOursError extends Error {
  override readonly name = 'NotOursError'
}

/**
 * Takes in the first rows of a group, as many as fit into a short transaction, and says how many. They come in by the same
 * way as a webhook: event, lead and runs. Their rows, the refused ones, the counts and the position commit together, and
 * only if the position is still the one from which these rows were read: no row is ever taken twice or passed over.
 */
export function createTakeGroup(db: Database, writer: Writer, report: (error: unknown) => void): (group: Group, now: () => number) => Promise<number> {
  const keepEvent = createKeepEvent(db, report)
  const refuse = db
    .insert(importRefusals)
    .values({
      importId: sql.placeholder('importId'), offset: sql.placeholder('offset'), length: sql.placeholder('length'), line: sql.placeholder('line'),
      lastLine: sql.placeholder('lastLine'), column: sql.placeholder('column'), reason: sql.placeholder('reason'),
    })
    .prepare()

  return ({ importId, sourceId, startsFlows, holder, rows, firstRow, workedMs }, now) =>
    writer.write((tx) => {
      const began = now()
      const ours = tx.select({ row: imports.row }).from(imports).where(and(eq(imports.id, importId), eq(imports.holder, holder), eq(imports.state, 'running'))).get()
      if (ours?.row !== firstRow) throw new NotOursError('server.imports: the import was changed by somebody else')

      const counts = { new: 0, duplicate: 0, stuck: 0, refused: 0 }
      let taken = 0
      for (const { place, read } of rows) {
        if (read.ok) {
          const externalId = read.id === undefined ? `import:${importId}:${firstRow + taken + 1}` : `lead:${read.id}`
          counts[keepEvent({ sourceId, externalId, type: 'lead.received', data: read.data, occurredAt: began, subject: null, startsFlows }, began).state] += 1
        } else {
          refuse.run({ importId, offset: place.offset, length: place.length, line: place.line, lastLine: place.lastLine, column: read.column, reason: read.reason })
          counts.refused += 1
        }
        taken += 1
        if (now() - began >= maxGroupMs) break
      }
      const last = rows[taken - 1]?.place
      if (last === undefined) return 0
      tx.update(imports)
        .set({
          offset: last.offset + last.length, line: last.lastLine + 1, row: firstRow + taken,
          created: sql`${imports.created} + ${counts.new}`, duplicates: sql`${imports.duplicates} + ${counts.duplicate}`,
          stuck: sql`${imports.stuck} + ${counts.stuck}`, refused: sql`${imports.refused} + ${counts.refused}`,
          activeMs: sql`${imports.activeMs} + ${workedMs}`, heldUntil: began + heldMs,
        })
        .where(eq(imports.id, importId))
        .run()
      return taken
    })
}

/** Makes an import ours for a while, unless somebody alive has it. False when it is not to be worked on. */
export function holdImport(db: Database, { importId, holder }: { importId: string; holder: string }, now: number): boolean {
  const free = sql`(${imports.holder} is null or ${imports.holder} = ${holder} or ${imports.heldUntil} < ${now})`
  return db.update(imports).set({ holder, heldUntil: now + heldMs, problem: null }).where(and(eq(imports.id, importId), eq(imports.state, 'running'), free)).run().changes === 1
}
