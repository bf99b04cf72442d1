import type { JsonObject } from '#nodes/sdk/json'
import { isLeadField } from '../leads/parse-lead'
import { type Decimal, readNumber } from './read-number'
import { type Target, targetWords } from './targets'

export interface Mapping {
  headers: string[]
  targets: Target[]
  decimal: Decimal
}

export type RowRead = { ok: true; data: JsonObject; id: string | undefined } | { ok: false; column: string | null; reason: string }

const maxCell = 10_000
const maxIdLength = 200

/**
 * Turns the cells of a row into what a webhook would have sent, or says in plain words why it cannot. Nothing is cut, and
 * nothing that cannot be read is left out silently: who sent the file can mend the row and bring it again.
 */
export function createRowToLead({ headers, targets, decimal }: Mapping): (cells: string[]) => RowRead {
  const keys = headers.map((header, index) => keyOf(header, targets[index] ?? 'skip'))
  const refuse = (column: string | null, reason: string): RowRead => ({ ok: false, column, reason })

  return (cells) => {
    const data: JsonObject = {}
    let id: string | undefined
    let hasSomebody = false
    for (let index = 0; index < cells.length; index += 1) {
      const text = (cells[index] ?? '').trim()
      if (text === '') continue
      const column = headers[index]
      if (column === undefined) return refuse(null, `The row has ${cells.length} cells, but the file has ${headers.length} columns. A separator inside a text needs quotes around the text.`)
      const target = targets[index] ?? 'skip'
      const key = keys[index]
      if (target === 'skip' || key === undefined) continue
      if (text.length > maxCell) return refuse(column, `The cell has ${text.length.toLocaleString('en')} characters; at most ${maxCell.toLocaleString('en')} are taken.`)
      if (text.includes('\0')) return refuse(column, 'The cell holds a character that no text has (NUL).')
      switch (target) {
        case 'amount':
        case 'score': {
          const number = readNumber(text, decimal)
          if (Number.isNaN(number)) return refuse(column, `“${short(text)}” is not a number that can be read.`)
          data[key] = number
          break
        }
        case 'email':
          if (!/^[^\s@,;<>]+@[^\s@,;<>]+$/.test(text)) return refuse(column, `“${short(text)}” is not an e-mail address.`)
          data[key] = text
          hasSomebody = true
          break
        case 'id':
          if (text.length > maxIdLength) return refuse(column, `The id has ${text.length} characters; at most ${maxIdLength} are taken.`)
          data[key] = text
          id = text
          break
        case 'name':
        case 'firstName':
        case 'lastName':
        case 'phone':
          hasSomebody = true
          data[key] = text
          break
        default:
          data[key] = text
      }
    }
    if (!hasSomebody) return refuse(null, 'There is no e-mail, no phone and no name, so nobody could be reached.')
    return { ok: true, data, id }
  }
}

/** What is wrong with a mapping as a whole, or undefined. */
export function checkMapping({ headers, targets }: Pick<Mapping, 'headers' | 'targets'>): string | undefined {
  if (targets.length !== headers.length) return `The file has ${headers.length} columns, and ${targets.length} were told where to go.`
  const seen = new Map<Target, string>()
  for (const [index, target] of targets.entries()) {
    if (target === 'more' || target === 'skip') continue
    const header = headers[index] ?? ''
    const other = seen.get(target)
    if (other !== undefined) return `“${other}” and “${header}” both go to ${targetWords[target]}. Choose one, and keep the other under its own name.`
    seen.set(target, header)
  }
  const somebody: Target[] = ['name', 'firstName', 'lastName', 'email', 'phone']
  if (!somebody.some((each) => seen.has(each))) return 'No column goes to a name, e-mail or phone. Without one of them nobody could be reached: choose at least one.'
  return undefined
}

/** A column that keeps its name must not become a field by that name, nor anything that JavaScript reads as its own. */
function keyOf(header: string, target: Target): string | undefined {
  if (target === 'skip') return undefined
  if (target !== 'more') return target
  return isLeadField(header) || header === '__proto__' || header === 'data' ? `${header} (column)` : header
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
