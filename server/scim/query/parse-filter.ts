import type { ResourceType } from '../schemas/resource-types'
import { ScimError } from '../scim-error'
import { type AttributePath, readAttributePath } from './attribute-path'

export const operators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const
export type Operator = (typeof operators)[number]

export type Filter =
  | { kind: 'and' | 'or'; parts: Filter[] }
  | { kind: 'not'; part: Filter }
  | { kind: 'present'; path: AttributePath }
  | { kind: 'compare'; path: AttributePath; operator: Operator; value: string | number | boolean | null }
  /** One of several values meets all of the condition, `emails[type eq "work" and value co "@x"]`. */
  | { kind: 'within'; path: AttributePath; part: Filter }

const maxLength = 4_000
const maxDepth = 30
const tokenPattern = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y

/** Reads a filter as RFC 7644 section 3.4.2.2 has it; `not` binds before `and`, that before `or`. */
export function parseFilter(text: string, type: ResourceType): Filter {
  if (text.length > maxLength) throw wrong(`The filter is longer than ${maxLength} characters.`)
  const tokens = readTokens(text)
  let at = 0

  const peek = () => tokens[at]?.toLowerCase()
  function take(expected?: string): string {
    const token = tokens[at]
    if (token === undefined || (expected !== undefined && token.toLowerCase() !== expected)) throw wrong(`The filter breaks off${token === undefined ? '' : ` at “${token.slice(0, 80)}”`}${expected ? `; “${expected}” is missing` : ''}.`)
    at += 1
    return token
  }

  function readOr(depth: number): Filter {
    if (depth > maxDepth) throw wrong(`The filter is nested deeper than ${maxDepth} levels.`)
    const parts = [readAnd(depth)]
    while (peek() === 'or') {
      at += 1
      parts.push(readAnd(depth))
    }
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'or', parts }
  }

  function readAnd(depth: number): Filter {
    const parts = [readOne(depth)]
    while (peek() === 'and') {
      at += 1
      parts.push(readOne(depth))
    }
    return parts.length === 1 ? (parts[0] as Filter) : { kind: 'and', parts }
  }

  function readOne(depth: number): Filter {
    if (peek() === 'not') {
      at += 1
      take('(')
      const part = readOr(depth + 1)
      take(')')
      return { kind: 'not', part }
    }
    if (peek() === '(') {
      at += 1
      const part = readOr(depth + 1)
      take(')')
      return part
    }
    const path = pathOf(take())
    if (peek() === '[') {
      at += 1
      const part = readOr(depth + 1)
      take(']')
      return { kind: 'within', path, part }
    }
    const word = take().toLowerCase()
    if (word === 'pr') return { kind: 'present', path }
    const operator = operators.find((each) => each === word)
    if (!operator) throw wrong(`“${word.slice(0, 80)}” is not a comparison. There are ${operators.join(', ')} and pr.`)
    return { kind: 'compare', path, operator, value: readValue(take()) }
  }

  function pathOf(token: string): AttributePath {
    try {
      return readAttributePath(token, type)
    } catch (error) {
      throw error instanceof ScimError ? wrong(error.message) : error
    }
  }

  const filter = readOr(0)
  if (at < tokens.length) throw wrong(`The filter goes on with “${tokens[at]?.slice(0, 80)}” after it should have ended.`)
  return filter
}

function readTokens(text: string): string[] {
  const tokens: string[] = []
  tokenPattern.lastIndex = 0
  const end = text.trimEnd().length
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex
    const found = tokenPattern.exec(text)
    if (!found) throw wrong(`The filter cannot be read from “${text.slice(at, at + 40)}” on. Texts stand in double quotes.`)
    tokens.push(found[1] ?? found[2] ?? found[3] ?? '')
  }
  return tokens
}

function readValue(token: string): string | number | boolean | null {
  try {
    const value: unknown = JSON.parse(/^(true|false|null)$/i.test(token) ? token.toLowerCase() : token)
    if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return value as string | number | boolean | null
  } catch {
    // Said below.
  }
  throw wrong(`“${token.slice(0, 80)}” is not a value. Texts stand in double quotes.`)
}

function wrong(detail: string): ScimError {
  return new ScimError(400, detail, 'invalidFilter')
}
