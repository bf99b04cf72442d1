import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { filterParts, type Part } from './filter-parts'
import type { LeadFilter } from './lead-filter'
import { readLeads, type ListedLead } from './lead-rows'
import { type Direction, type LeadSort, orders, type Place, readCursor, writeCursor } from './lead-order'
import { type Fewest, fewest } from './fewest'
import { walk } from './walk'
import { walkWords } from './walk-words'

export interface LeadsQuery {
  filter: LeadFilter
  sort?: LeadSort
  direction?: Direction
  limit: number
  /** `next` of the page before, with the same filter and order. */
  cursor?: string
}

export interface LeadsPage {
  leads: ListedLead[]
  /** Where the list goes on; null: this was the last page. */
  next: string | null
  /** How many leads were looked at for this page, where they had to be looked at one by one. */
  looked: number
  /** The order asked for would take too long: these are the newest first, or the oldest. */
  isOrderLeft: boolean
}

/**
 * A page of leads, as asked for, newest first without any wish. Pages hang on the last lead that was looked at, so leads that arrive meanwhile neither repeat
 * nor hide any.
 *
 * No page takes long, however many leads there are, since the server does nothing else meanwhile. Where some part of the filter fits few leads, these are
 * sorted. Else leads are looked at in their order until the page is full or a little time is over: such a page may hold fewer leads than asked for, even
 * none, and still have a `next`.
 */
export function listLeads(db: Database, { filter, sort = 'arrived', direction = sort === 'name' || sort === 'company' ? 'up' : 'down', limit, cursor }: LeadsQuery): LeadsPage {
  const parts = filterParts(db, filter)
  const from = cursor === undefined ? undefined : readCursor(cursor)
  const place: Place | undefined = from && { value: from.value, id: from.id }
  const few = from?.words ? undefined : fewest(db, parts)
  if (few) return sortFew(db, { few, parts, sort, direction, limit, place })
  const words = parts.find((part) => part.isWords)
  if (words?.keys && (!from || from.words)) {
    const others = parts.filter((part) => part !== words).map(({ test }) => test)
    const { leads, next, looked } = walkWords(db, { keys: words.keys, tests: others, direction: sort === 'arrived' ? direction : 'down', limit, after: from?.words })
    return { leads, next: next ? writeCursor({ value: null, id: next.id, words: next.rowid }) : null, looked, isOrderLeft: sort !== 'arrived' }
  }
  // The index of words has been left behind since the page before: on in its order, by looking.
  if (from?.words) return walked('arrived', sort === 'arrived' ? direction : 'down')
  return walked(sort, direction)

  function walked(by: LeadSort, way: Direction): LeadsPage {
    const lane = by === 'arrived' ? parts.find((part) => part.lane) : undefined
    const tests = parts.filter((part) => part !== lane).map(({ test }) => test)
    const { leads, next, looked } = walk(db, { order: lane?.lane?.order ?? orders[by], within: lane?.lane?.value, span: parts.find(({ span }) => span?.sort === by)?.span, tests, direction: way, limit, place })
    return { leads, next: next ? writeCursor(next) : null, looked, isOrderLeft: by !== sort }
  }
}

interface Few {
  few: Fewest
  parts: Part[]
  sort: LeadSort
  direction: Direction
  limit: number
  place: Place | undefined
}

function sortFew(db: Database, { few, parts, sort, direction, limit, place }: Few): LeadsPage {
  const order = orders[sort]
  const way = sql.raw(direction === 'up' ? 'asc' : 'desc')
  const tests: SQL[] = [sql`leads.rowid in (${few.keys})`, sql`+leads.deleted_at is null`, ...parts.filter((part) => part !== few.part).map(({ test }) => test)]
  if (place) tests.push(isBehind(sort, direction, place))
  const by = order.column ? sql`${order.column} is null, ${order.column} ${way}, leads.id ${way}` : sql`leads.id ${way}`
  const rows = readLeads(db, { tests, by, limit: limit + 1, value: order.column })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { leads: page.map(({ lead }) => lead), next: rows.length > limit && last ? writeCursor({ value: last.value, id: last.lead.id }) : null, looked: 0, isOrderLeft: false }
}

function isBehind(sort: LeadSort, direction: Direction, { value, id }: Place): SQL {
  const { column } = orders[sort]
  const sign = sql.raw(direction === 'up' ? '>' : '<')
  if (!column) return sql`+leads.id ${sign} ${id}`
  if (value === null) return sql`${column} is null and +leads.id ${sign} ${id}`
  return sql`(${column} is null or ${column} ${sign} ${value} or (${column} = ${value} and +leads.id ${sign} ${id}))`
}
