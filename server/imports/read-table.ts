import { open } from 'node:fs/promises'
import Papa from 'papaparse'
import { distinctHeaders } from './distinct-headers'
import { type Encoding, type Separator, separators } from './encodings'
import { type FileRow, type FileText, type Position, readRecords } from './read-records'

/** What the beginning of a kept file tells. */
export interface Table {
  headers: string[]
  separator: Separator
  newline: '\n' | '\r'
  /** Where the rows begin. */
  body: Position
  /** The first rows, as far as they lie in the beginning; at most `maxRows`. */
  rows: FileRow[]
  /** Whether the beginning is all there is. */
  isWhole: boolean
  /** How the header was not to be read, when it was not. */
  problem?: string
}

const headBytes = 256 * 1024
const maxColumns = 1_000

/** Reads the header and the first rows; the separator is found out unless it is told. */
export async function readTable(file: string, options: { encoding: Encoding; separator?: Separator; maxRows: number }): Promise<Table> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(size, headBytes)), 0, Math.min(size, headBytes), 0)
    const isWhole = bytesRead >= size
    const head = buffer.toString('latin1', 0, bytesRead)
    const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r'
    // Excel writes and understands a first line that names the separator.
    const told = /^sep=([,;\t|])\r?[\n\r]/.exec(head)
    const separator = options.separator ?? (told?.[1] as Separator | undefined) ?? findSeparator(head.slice(told?.[0].length ?? 0))
    const text: FileText = { handle, size: bytesRead, encoding: options.encoding, separator, newline, columns: 0 }
    const start = told ? { offset: told[0].length, line: 2 } : { offset: 0, line: 1 }
    const header = await firstOf(readRecords(text, start))
    if (!header || !('cells' in header)) return { headers: [], separator, newline, body: start, rows: [], isWhole, problem: header ? `The first row, which names the columns, cannot be read. ${header.reason}` : 'The file holds no row at all.' }

    const headers = distinctHeaders(header.cells)
    if (headers.length > maxColumns) return { headers: [], separator, newline, body: start, rows: [], isWhole, problem: `The first row has ${headers.length} cells; at most ${maxColumns} columns are taken.` }
    const body = { offset: header.offset + header.length, line: header.lastLine + 1 }
    const rows: FileRow[] = []
    for await (const more of readRecords({ ...text, columns: headers.length }, body)) rows.push(...more)
    // Where the beginning was cut off, its last row is only the half of one.
    if (!isWhole) rows.pop()
    return { headers, separator, newline, body, rows: rows.slice(0, options.maxRows), isWhole }
  } finally {
    await handle.close()
  }
}

function findSeparator(head: string): Separator {
  const { meta } = Papa.parse<string[]>(head, { preview: 50, skipEmptyLines: true, delimitersToGuess: [...separators] })
  return separators.find((each) => each === meta.delimiter) ?? ','
}

async function firstOf(pieces: AsyncGenerator<FileRow[]>): Promise<FileRow | undefined> {
  for await (const rows of pieces) return rows[0]
  return undefined
}
