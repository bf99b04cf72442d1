import Papa, { type ParseStepResult } from 'papaparse'

/** How a file is separated. Its texts are read byte by byte here, one character each. */
export interface Grammar {
  separator: string
  newline: '\n' | '\r'
  /** How many cells a row has; where reading starts again after a broken quote is told by it. */
  columns: number
}

export interface RawRecord {
  cells: string[]
  start: number
  end: number
}

export interface BrokenText {
  start: number
  /** Where the quote stands that is not closed. */
  quote: number
  end: number
}

/** Longer rows are taken for a quote that is not closed. */
export const maxRecord = 1024 * 1024
/** A quote that was closed wrongly, and again nothing right for so long after it. */
const patience = 64 * 1024
/** How far one line is looked ahead of when reading starts again. */
const lookAhead = 16 * 1024

/**
 * Splits text into records as far as they are complete; `isLast` says that nothing follows. A record with a broken quote is
 * given up line by line until one has as many cells as it should, so that one wrong quote never swallows the rest of a file.
 * What comes after `end` is to be given again, with more text.
 */
export function splitText(text: string, isLast: boolean, grammar: Grammar): { found: (RawRecord | BrokenText)[]; end: number } {
  const found: (RawRecord | BrokenText)[] = []
  let at = 0
  while (at < text.length) {
    const { end, quote } = readUntilBroken(at === 0 ? text : text.slice(at), at, isLast, grammar, found)
    at = end
    if (quote === undefined) break
    const next = findNextRow(text, quote, isLast, grammar)
    if (next === undefined && !isLast && text.length - at < maxRecord) break
    const stop = next ?? lastLineEnd(text, grammar, isLast)
    found.push({ start: at, quote, end: stop })
    at = stop
  }
  return { found, end: at }
}

export function isBroken(each: RawRecord | BrokenText): each is BrokenText {
  return 'quote' in each
}

/** Adds records to `found` up to the first broken one, and says where that begins and where its quote stands. */
function readUntilBroken(text: string, base: number, isLast: boolean, { separator, newline }: Grammar, found: (RawRecord | BrokenText)[]): { end: number; quote?: number } {
  let end = 0
  let quote: number | undefined
  const parser = new Papa.Parser({
    delimiter: separator,
    newline,
    step(result: ParseStepResult<string[]>) {
      // The types say one row; the parser hands it over in a list.
      const cells = (result.data as unknown as string[][])[0]
      const wrong = result.errors.find((each) => each.type === 'Quotes')
      if (wrong) {
        quote = (wrong.index ?? 1) - 1
        parser.abort()
        return
      }
      if (cells) found.push({ cells, start: base + end, end: base + result.meta.cursor })
      end = result.meta.cursor
    },
  })
  const rest = parser.parse(text, 0, !isLast) as { errors: { index?: number }[] }
  const left = text.length - end
  if (quote === undefined && !isLast) {
    const suspect = rest.errors[0]?.index
    if (suspect !== undefined && text.length - suspect > patience) quote = suspect - 1
    else if (left > maxRecord) quote = quoteOf(text.slice(end), separator, newline) + end
  }
  return { end: base + end, ...(quote !== undefined && { quote: base + quote }) }
}

/** Where the quote stands that makes the first record so long; its beginning if there is none. */
function quoteOf(text: string, delimiter: string, newline: '\n' | '\r'): number {
  const result = new Papa.Parser({ delimiter, newline, preview: 1 }).parse(text, 0, false) as { errors: { index?: number }[] }
  return (result.errors[0]?.index ?? 1) - 1
}

/** The next line after a broken quote that reads as a whole row. */
function findNextRow(text: string, quote: number, isLast: boolean, { separator, newline, columns }: Grammar): number | undefined {
  for (let lineEnd = text.indexOf(newline, quote); lineEnd !== -1; lineEnd = text.indexOf(newline, lineEnd + 1)) {
    const start = lineEnd + 1
    if (start >= text.length) return isLast ? text.length : undefined
    const ahead = text.slice(start, start + lookAhead)
    const isCut = start + lookAhead < text.length || !isLast
    const { data, errors } = new Papa.Parser({ delimiter: separator, newline, preview: 1 }).parse(ahead, 0, isCut) as { data: string[][]; errors: unknown[] }
    if (errors.length === 0 && data[0]?.length === columns) return start
  }
  return undefined
}

function lastLineEnd(text: string, { newline }: Grammar, isLast: boolean): number {
  const last = text.lastIndexOf(newline)
  return isLast || last === -1 ? text.length : last + 1
}
