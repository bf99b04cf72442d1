import { and, eq } from 'drizzle-orm'
import { open } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import { DatabaseBusyError, type Writer } from '../db/writer'
import type { Separator } from './encodings'
import { importFile } from './import-files'
import { type FileRow, readRecords } from './read-records'
import { readTable } from './read-table'
import { createRowToLead, type RowRead } from './row-to-lead'
import { createTakeGroup, holdImport, NotOursError, type ReadRow } from './take-group'

export interface RunImportDeps {
  db: Database
  writer: Writer
  /** Where uploaded files lie. */
  folder: string
  importId: string
  /** A name that nobody else works under. */
  holder: string
  now(): number
  /** Asked between groups: true lets go of the import, for somebody else to go on with. */
  isAskedToLetGo(): boolean
  /** Bugs, which the person who imports cannot mend. */
  report(error: unknown): void
}

type ImportRow = typeof imports.$inferSelect

const groupRows = 500
/** Between two groups, so that whoever waits for the database comes to it: writers try again every millisecond. */
const breatheMs = 4
const triesWhenBusy = 4

/**
 * Works on an import from where it stands until it is done, somebody pauses or stops it, or it cannot go on; then it is
 * paused with the reason. May be killed at any moment: whoever holds it next goes on after the last row that was taken.
 */
export async function runImport(deps: RunImportDeps): Promise<void> {
  const { db, writer, importId, holder, now } = deps
  if (!(await writer.write((tx) => holdImport(tx, { importId, holder }, now())))) return
  const change = (values: Partial<ImportRow>, isAlsoPaused: boolean) =>
    writer.write((tx) => {
      const isOurs = and(eq(imports.id, importId), eq(imports.holder, holder), isAlsoPaused ? undefined : eq(imports.state, 'running'))
      tx.update(imports).set({ ...values, holder: null, heldUntil: null }).where(isOurs).run()
    })
  try {
    const row = db.select().from(imports).where(eq(imports.id, importId)).get()
    if (row && (await takeRows(deps, row))) await change({ state: 'done', endedAt: now() }, false)
    else await change({}, true)
  } catch (error) {
    if (error instanceof NotOursError) return change({}, true)
    const problem = problemWords(error)
    if (problem === undefined) deps.report(error)
    await change({ state: 'paused', problem: problem ?? 'The program has an error of its own here; it is in the log. Nothing is half done.' }, false)
  }
}

/** True when the file is at its end, false when it was asked to let go before. */
async function takeRows({ db, writer, folder, importId, holder, now, isAskedToLetGo, report }: RunImportDeps, row: ImportRow): Promise<boolean> {
  const { mapping, sourceId, headers, decimal, startsFlows, encoding } = row
  if (mapping === null || sourceId === null) throw new Error('server.imports: an import runs that was never begun')
  const file = importFile(folder, importId)
  const separator = row.separator as Separator
  const { newline } = await readTable(file, { encoding, separator, maxRows: 0 })
  const readRow = createRowToLead({ headers, targets: mapping, decimal })
  const read = (place: FileRow): RowRead => ('cells' in place ? readRow(place.cells) : { ok: false, column: null, reason: place.reason })
  const takeGroup = createTakeGroup(db, writer, report)
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    let firstRow = row.row
    let since = now()
    for await (const places of readRecords({ handle, size, encoding, separator, newline, columns: headers.length }, row)) {
      const rows = places.map((place): ReadRow => ({ place, read: read(place) }))
      for (let at = 0; at < rows.length; ) {
        if (isAskedToLetGo()) return false
        const at0 = now()
        const taken = await patiently(() => takeGroup({ importId, sourceId, startsFlows, holder, rows: rows.slice(at, at + groupRows), firstRow, workedMs: at0 - since }, now))
        since = at0
        firstRow += taken
        at += taken
        await sleep(breatheMs)
      }
    }
    return true
  } finally {
    await handle.close()
  }
}

/** A database that others keep busy is waited for: nothing was changed. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DatabaseBusyError) || tries >= triesWhenBusy) throw error
    }
  }
}

/** Trouble of the machine in plain words; undefined for anything else. */
function problemWords(error: unknown): string | undefined {
  const code = String((error as { code?: unknown } | null)?.code ?? '')
  if (error instanceof DatabaseBusyError) return 'The database was busy for more than a minute. Nothing is half done. Go on when there is less to do.'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'The disk is full. What was taken in before is kept, and nothing is half done. Make room, then go on.'
  if (code === 'ENOENT') return 'The file of this import is not there any more. What was taken in before is kept. Import the file again for the rest.'
  if (code.startsWith('SQLITE_')) return `The database cannot be written (${code}). What was taken in before is kept, and nothing is half done. Go on when that is mended.`
  return undefined
}
