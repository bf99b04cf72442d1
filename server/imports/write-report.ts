import { and, asc, eq, gt } from 'drizzle-orm'
import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import type { Database } from '../db/open-database'
import { importRefusals } from '../db/schema'
import { decodeCell } from './decode-cell'
import type { Separator } from './encodings'
import type { ImportRow } from './find-import'
import { importFile } from './import-files'
import { readTable } from './read-table'

const pageRows = 500
/** Say what was wrong, and stand first, where cells too many cannot push them aside. A file that comes back leaves them out by itself. */
const ownColumns = ['Import line', 'Import column', 'Import problem']

/**
 * The refused rows as they stood in the file, each with its line, column and reason: to be mended and imported again.
 * In UTF-8 with a byte order mark, so that spreadsheets read it right. Read from the kept file as it is sent.
 */
export async function* writeReport(db: Database, folder: string, row: ImportRow): AsyncGenerator<string> {
  const file = importFile(folder, row.id)
  const separator = row.separator as Separator
  const { newline } = await readTable(file, { encoding: row.encoding, separator, maxRows: 0 })
  const handle = await open(file)
  const line = (cells: string[]) => `${Papa.unparse([cells], { delimiter: separator })}\r\n`
  try {
    yield `\uFEFF${line([...ownColumns, ...row.headers])}`
    for (let after = -1; ; ) {
      const page = db.select().from(importRefusals).where(and(eq(importRefusals.importId, row.id), gt(importRefusals.offset, after))).orderBy(asc(importRefusals.offset)).limit(pageRows).all()
      for (const refusal of page) {
        const { buffer } = await handle.read(Buffer.alloc(refusal.length), 0, refusal.length, refusal.offset)
        const cells = originalCells(buffer.toString('latin1'), separator, newline).map((cell) => decodeCell(cell, row.encoding))
        yield line([String(refusal.line), refusal.column ?? '', refusal.reason, ...cells])
      }
      const last = page.at(-1)
      if (!last || page.length < pageRows) return
      after = last.offset
    }
  } finally {
    await handle.close()
  }
}

/** The cells of a refused row. What cannot be read as one row is handed back as it is, in the first cell. */
function originalCells(text: string, delimiter: string, newline: '\n' | '\r'): string[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, newline, skipEmptyLines: true })
  const [first] = data
  const trimmed = text.replace(/[\r\n]+$/, '')
  return errors.length > 0 || data.length !== 1 || !first ? [trimmed] : first.map((cell, index) => (index === first.length - 1 ? cell.replace(/\r$/, '') : cell))
}
