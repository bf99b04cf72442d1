import type { z } from 'zod'
import type { JsonObject } from '#nodes/sdk/json'
import type { Reading } from './begin-import'
import type { Encoding, Separator } from './encodings'
import type { ImportRow } from './find-import'
import { importFile } from './import-files'
import { proposeMapping } from './propose-mapping'
import { type Decimal, proposeDecimal } from './read-number'
import { readTable } from './read-table'
import { checkMapping, createRowToLead } from './row-to-lead'
import { type Target, targets as allTargets, targetWords } from './targets'

export interface ImportPreview {
  separator: Separator
  encoding: Encoding
  decimal: Decimal
  columns: { name: string; target: Target; samples: string[] }[]
  /** Everything that a column can be given to. */
  choices: { target: Target; words: string }[]
  /** What is wrong with the mapping as a whole. */
  problem: string | null
  /** The first rows as they would come in, or why they would not. */
  rows: ({ line: number; lead: JsonObject } | { line: number; column: string | null; reason: string })[]
  /** How many rows of the beginning were tried, and what would be refused of them, most often first. */
  tried: { rows: number; refused: number; reasons: { column: string | null; reason: string; count: number }[] }
}

const shownRows = 8
const triedRows = 1_000
const samplesShown = 3
const reasonsShown = 5

/** Reads the beginning of a file as `reading` says (what is not told is proposed), and tries its rows: nothing is kept. */
export async function previewImport(folder: string, row: ImportRow, reading: z.infer<typeof Reading>): Promise<ImportPreview> {
  const encoding = reading.encoding ?? row.encoding
  const table = await readTable(importFile(folder, row.id), { encoding, separator: reading.separator ?? (row.separator as Separator), maxRows: triedRows })
  const { headers, separator } = table
  const targets = reading.targets?.length === headers.length ? reading.targets : proposeMapping(headers)
  const cells = (index: number) => table.rows.flatMap((each) => ('cells' in each ? [each.cells[index]?.trim() ?? ''] : [])).filter((text) => text !== '')
  const numbers = targets.flatMap((target, index) => (target === 'amount' || target === 'score' ? cells(index) : []))
  const decimal = reading.decimal ?? proposeDecimal(numbers, separator)

  const toLead = createRowToLead({ headers, targets, decimal })
  const reasons = new Map<string, { column: string | null; reason: string; count: number }>()
  const rows = table.rows.map((each) => {
    const read = 'cells' in each ? toLead(each.cells) : { ok: false as const, column: null, reason: each.reason }
    if (read.ok) return { line: each.line, lead: read.data }
    const { column, reason } = read
    const key = `${column}\n${reason}`
    reasons.set(key, { column, reason, count: (reasons.get(key)?.count ?? 0) + 1 })
    return { line: each.line, column, reason }
  })
  const counted = [...reasons.values()].sort((a, b) => b.count - a.count)
  return {
    separator, encoding, decimal,
    columns: headers.map((name, index) => ({ name, target: targets[index] ?? 'more', samples: [...new Set(cells(index).slice(0, 50))].slice(0, samplesShown).map(short) })),
    choices: allTargets.map((target) => ({ target, words: targetWords[target] })),
    problem: table.problem ?? checkMapping({ headers, targets }) ?? null,
    rows: rows.slice(0, shownRows),
    tried: { rows: rows.length, refused: counted.reduce((sum, { count }) => sum + count, 0), reasons: counted.slice(0, reasonsShown) },
  }
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
