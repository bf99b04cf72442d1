import type { FileHandle } from 'node:fs/promises'
import { decodeCell } from './decode-cell'
import type { Encoding } from './encodings'
import { type Grammar, isBroken, splitText } from './split-text'

export interface Position {
  offset: number
  line: number
}

/** A row of the file, or lines of it that cannot be read as rows. Lines are counted from 1. */
export type FileRow = { offset: number; length: number; line: number; lastLine: number } & ({ cells: string[] } | { reason: string })

export interface FileText extends Grammar {
  handle: Pick<FileHandle, 'read'>
  /** Reads no further than here. */
  size: number
  encoding: Encoding
}

const pieceBytes = 256 * 1024

/**
 * Reads a file's rows from a position on, in pieces; never more than a piece and one row are in memory. Empty rows are
 * passed over. The same position gives the same rows, so reading can be broken off anywhere and taken up again.
 */
export async function* readRecords(file: FileText, start: Position): AsyncGenerator<FileRow[]> {
  const piece = Buffer.alloc(pieceBytes)
  let base = start.offset
  let line = start.line
  let text = ''
  for (let read = start.offset; ; ) {
    const { bytesRead } = await file.handle.read(piece, 0, Math.min(pieceBytes, file.size - read), read)
    read += bytesRead
    const isLast = bytesRead === 0 || read >= file.size
    text += piece.toString('latin1', 0, bytesRead)
    // A last line without an end is a line like others.
    if (isLast && text !== '' && !text.endsWith(file.newline)) text += file.newline
    const { found, end } = splitText(text, isLast, file)
    const rows: FileRow[] = []
    for (const each of found) {
      const lines = countLines(text, each.start, each.end, file.newline)
      const place = { offset: base + each.start, length: Math.min(each.end, file.size - base) - each.start, line, lastLine: line + lines - 1 }
      if (isBroken(each)) rows.push({ ...place, reason: brokenWords(line + countLines(text, each.start, each.quote, file.newline), place) })
      else if (!each.cells.every((cell) => cell.trim() === '')) rows.push({ ...place, cells: each.cells.map((cell) => decodeCell(cell, file.encoding)) })
      line += lines
    }
    if (rows.length > 0) yield rows
    base += end
    text = text.slice(end)
    if (isLast) return
  }
}

function brokenWords(quoteLine: number, { line, lastLine }: { line: number; lastLine: number }): string {
  const others = lastLine > line ? ` so that lines ${line} to ${lastLine} cannot be told apart` : ''
  return `The quote that opens in line ${quoteLine} is not closed where its text ends${others && `,${others}`}. A quote inside a quoted text is written twice.`
}

function countLines(text: string, from: number, to: number, newline: string): number {
  let count = 0
  for (let at = text.indexOf(newline, from); at !== -1 && at < to; at = text.indexOf(newline, at + 1)) count += 1
  return count
}
