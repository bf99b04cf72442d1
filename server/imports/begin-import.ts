import { eq } from 'drizzle-orm'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type Actor, createAddAudit } from '../audit/add-audit'
import type { Database } from '../db/open-database'
import { imports, sources } from '../db/schema'
import { AppError } from '../errors/app-error'
import { encodings, separators } from './encodings'
import { findImport, type ImportRow } from './find-import'
import { importSource, standardSource } from './import-source'
import type { Table } from './read-table'
import { checkMapping } from './row-to-lead'
import { targets } from './targets'

/** How a file is to be read and where its columns go. */
export const Reading = z.object({
  separator: z.enum(separators).optional(),
  encoding: z.enum(encodings).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** One for each column, in order. */
  targets: z.array(z.enum(targets)).max(1_000).optional(),
})

export const Beginning = Reading.required().extend({
  source: z.string().trim().min(1).max(100).default(standardSource),
  /** Whether flows that begin with an arriving lead begin for these. */
  startsFlows: z.boolean().default(false),
})

export type Beginning = z.infer<typeof Beginning>

/**
 * Begins an import: from here on its columns stay as they are. `table` is the file read as `beginning` says. The same key
 * with the same beginning changes nothing; anything else on an import that was begun is refused. Part of the caller's transaction.
 */
export function beginImport(db: Database, { id, key, beginning, table, actor }: { id: string; key?: string; beginning: Beginning; table: Table; actor: Actor }, now: number): void {
  const row = findImport(db, id)
  if (row.state !== 'mapping') {
    if (key !== undefined && row.startKey === key) {
      if (isSame(db, row, beginning)) return
      throw new AppError('conflict', 'This key was used to begin this import in another way. Nothing was changed.')
    }
    throw new AppError('conflict', 'This import was begun already. Nothing was changed.')
  }
  const { headers, body, separator } = table
  const wrong = checkMapping({ headers, targets: beginning.targets })
  if (wrong !== undefined) throw new AppError('bad-input', wrong)

  const sourceId = importSource(db, { name: beginning.source, actor }, now)
  const { encoding, decimal, startsFlows, targets: mapping } = beginning
  db.update(imports)
    .set({ encoding, separator, decimal, headers, mapping, startsFlows, sourceId, offset: body.offset, line: body.line, state: 'running', startKey: key ?? null, startedAt: now })
    .where(eq(imports.id, id))
    .run()
  createAddAudit(db)({ actor, action: 'import.begun', subject: { type: 'import', id }, after: { startsFlows, mapping } }, now)
}

function isSame(db: Database, row: ImportRow, { encoding, separator, decimal, startsFlows, targets: mapping, source }: Beginning): boolean {
  const sourceName = row.sourceId === null ? undefined : db.select({ name: sources.name }).from(sources).where(eq(sources.id, row.sourceId)).get()?.name
  const before = { encoding: row.encoding, separator: row.separator, decimal: row.decimal, startsFlows: row.startsFlows, mapping: row.mapping, source: sourceName }
  return isDeepStrictEqual(before, { encoding, separator, decimal, startsFlows, mapping, source })
}
