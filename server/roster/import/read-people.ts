import { isUtf8 } from 'node:buffer'
import { isZone } from '#nodes/revops/is-zone'
import { AppError } from '../../errors/app-error'
import { decodeCell } from '../../imports/decode-cell'
import { distinctHeaders } from '../../imports/distinct-headers'
import { separators } from '../../imports/encodings'
import { isBroken, splitText } from '../../imports/split-text'
import { nameKey } from '../../sources/name-key'
import { findPeopleColumns, type PeopleColumn } from './people-columns'
import type { PersonRow, RowProblem } from './person-row'

const maxPeople = 20_000
const trueWords = ['yes', 'true', '1', 'active', 'y', 'x', 'ja', 'wahr', 'aktiv', 'employed']
const falseWords = ['no', 'false', '0', 'inactive', 'n', 'nein', 'falsch', 'inaktiv', 'terminated', 'left', 'ausgeschieden']

export interface PeopleFile {
  people: PersonRow[]
  problems: RowProblem[]
  /** Columns that nothing is made of. */
  unknownColumns: string[]
}

/**
 * Reads a CSV of people. What is wrong is said by line; a file that has nobody in it, or that is no such list, is refused, for
 * taken as “all who work here” it would send everybody away.
 */
export function readPeople(bytes: Buffer): PeopleFile {
  const text = latinText(bytes)
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r'
  const firstLine = text.slice(0, text.indexOf(newline) === -1 ? undefined : text.indexOf(newline))
  const separator = [...separators].sort((one, other) => firstLine.split(other).length - firstLine.split(one).length)[0] ?? ','
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  const [header] = splitText(`${firstLine}${newline}`, true, { separator, newline, columns: 0 }).found
  const headers = header && !isBroken(header) ? distinctHeaders(header.cells.map((cell) => decodeCell(cell, encoding))) : []
  const columns = findPeopleColumns(headers)
  if (!columns.has('id') && !columns.has('email')) throw new AppError('bad-input', 'The first row names neither an id nor an e-mail address, so nobody could be told apart. Name a column “Employee id” or “E-mail”. Nothing was changed.')

  const problems: RowProblem[] = []
  const people: PersonRow[] = []
  let line = 2
  const body = text.slice(firstLine.length + 1)
  for (const record of splitText(body, true, { separator, newline, columns: headers.length }).found) {
    const at = line
    line += body.slice(record.start, record.end).split(newline).length - 1
    if (isBroken(record)) {
      problems.push({ line: at, column: null, reason: 'A quote that opens in this line is not closed.' })
      continue
    }
    const cells = record.cells.map((cell) => decodeCell(cell, encoding).trim())
    if (cells.every((cell) => cell === '')) continue
    if (cells.length !== headers.length) problems.push({ line: at, column: null, reason: `The line has ${cells.length} cells, the first row ${headers.length}.` })
    else people.push(readRow(at, cells, columns, (column, reason) => problems.push({ line: at, column: headers[columns.get(column) ?? 0] ?? null, reason })))
  }
  if (people.length > maxPeople) throw new AppError('too-large', `The file has more than ${maxPeople.toLocaleString('en')} people. Nothing was changed.`)
  if (people.length === 0 && problems.length === 0) throw new AppError('bad-input', 'The file names nobody. Nothing was changed.')
  problems.push(...findTwins(people))
  const known = new Set(columns.values())
  return { people, problems: problems.sort((one, other) => one.line - other.line), unknownColumns: headers.filter((_, index) => !known.has(index)) }
}

/** The bytes as text with one character each; cells are decoded when they have been separated. */
function latinText(bytes: Buffer): string {
  if (bytes.length === 0) throw new AppError('bad-input', 'The file is empty. Nothing was changed.')
  const text = bytes.toString('latin1')
  if (text.startsWith('PK\u0003\u0004') || text.includes('\0')) throw new AppError('bad-input', 'This is not a CSV in UTF-8. Open it, choose “Save as”, “CSV UTF-8”, and bring that. Nothing was changed.')
  return text.replace(/^\u00ef\u00bb\u00bf/, '')
}

function readRow(line: number, cells: string[], columns: Map<PeopleColumn, number>, refuse: (column: PeopleColumn, reason: string) => void): PersonRow {
  const cell = (column: PeopleColumn) => {
    const index = columns.get(column)
    return index === undefined ? undefined : cells[index] || null
  }
  const list = (column: 'territories' | 'skills' | 'languages') => (columns.has(column) ? { [column]: (cell(column) ?? '').split(/[,;|]/).map((each) => (column === 'territories' ? nameKey(each) : each.trim())).filter(Boolean) } : {})
  const id = cell('id') ?? null
  const email = cell('email')?.toLowerCase() ?? null
  const name = cell('name') ?? ([cell('firstName'), cell('lastName')].filter(Boolean).join(' ') || null)
  const zone = cell('zone')
  const activeWord = cell('active')?.toLowerCase()
  const capacity = cell('capacity')

  if (id === null && email === null) refuse(columns.has('id') ? 'id' : 'email', 'The line says neither an id nor an e-mail address.')
  if (id !== null && id.length > 200) refuse('id', 'The id is longer than 200 characters.')
  if (name !== null && name.length > 200) refuse('name', 'The name is longer than 200 characters.')
  if (email !== null && (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254)) refuse('email', `“${email.slice(0, 80)}” is not an e-mail address.`)
  if (typeof zone === 'string' && (!/^[A-Za-z]/.test(zone) || !isZone(zone))) refuse('zone', `“${zone.slice(0, 80)}” is not a time zone of the IANA database, such as Europe/Berlin.`)
  if (activeWord && !trueWords.includes(activeWord) && !falseWords.includes(activeWord)) refuse('active', `“${activeWord.slice(0, 80)}” is neither yes nor no.`)
  if (capacity && !(/^\d+$/.test(capacity) && Number(capacity) <= 10_000)) refuse('capacity', `“${capacity.slice(0, 80)}” is not a whole number up to 10,000.`)
  return {
    line, id, email, name,
    ...(columns.has('team') && { team: cell('team')?.slice(0, 120) ?? null }),
    ...(columns.has('manager') && { manager: cell('manager') ?? null }),
    ...(columns.has('zone') && { zone: zone ?? null }),
    ...(activeWord && { active: trueWords.includes(activeWord) }),
    ...(columns.has('capacity') && { capacity: capacity ? Number(capacity) : null }),
    ...list('territories'), ...list('skills'), ...list('languages'),
  }
}

/** The same id or address in two lines: nobody can say which of them is right. */
function findTwins(people: PersonRow[]): RowProblem[] {
  const first = new Map<string, number>()
  return people.flatMap(({ line, id, email }) =>
    [id === null ? null : `id ${id}`, email === null ? null : `e-mail address ${email}`].flatMap((key) => {
      if (key === null) return []
      const before = first.get(key)
      if (before === undefined) first.set(key, line)
      return before === undefined ? [] : [{ line, column: null, reason: `The ${key} stands in line ${before} already.` }]
    }),
  )
}
