import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { AppError } from '../../errors/app-error'

export const leadSorts = ['arrived', 'name', 'company', 'amount', 'score'] as const
export type LeadSort = (typeof leadSorts)[number]
export type Direction = 'up' | 'down'

/** An index that leads can be walked through in order: by `column` and then by id; without a column, by id, which is the order of arrival. */
export interface Order {
  index: string
  column?: SQL
  /** Text that is compared without heeding capitals: SQLite then cannot find a place by two columns at once. */
  isText?: boolean
}

/** The index that every unique text key has; it cannot be named otherwise. */
export const byArrival: Order = { index: 'sqlite_autoindex_leads_1' }

export const orders: Record<LeadSort, Order> = {
  arrived: byArrival,
  name: { index: 'leads_name', column: sql.raw('leads.name collate nocase'), isText: true },
  company: { index: 'leads_company', column: sql.raw('leads.company collate nocase'), isText: true },
  amount: { index: 'leads_amount', column: sql.raw('leads.amount') },
  score: { index: 'leads_score', column: sql.raw('leads.score') },
}

/** The last lead that was looked at. Leads without a value come last, whichever way the order goes: then `value` is null. */
export interface Place {
  value: string | number | null
  id: string
}

/** Leads behind `place` in this order, in a part of it: those that have a value, or those that have none. */
export const behind = (order: Order, direction: Direction, place: Place): SQL => beside(order, place, direction === 'up' ? '>' : '<', '')

/** Leads up to `place`, and that one. */
export const upTo = (order: Order, direction: Direction, place: Place): SQL => beside(order, place, direction === 'up' ? '<' : '>', '=')

function beside({ column, isText }: Order, { value, id }: Place, sign: '<' | '>', same: '' | '='): SQL {
  const [strictly, orSame] = [sql.raw(sign), sql.raw(sign + same)]
  if (!column || value === null) return sql`leads.id ${orSame} ${id}`
  if (isText) return sql`(${column} ${strictly}= ${value} and (${column} ${strictly} ${value} or leads.id ${orSame} ${id}))`
  return sql`(${column}, leads.id) ${orSame} (${value}, ${id})`
}

const Cursor = z.object({
  value: z.union([z.string().max(5_000), z.number(), z.null()]),
  id: z.string().max(60),
  /** In a list that follows the index of words: the rowid. */
  words: z.number().int().optional(),
})
type Cursor = z.infer<typeof Cursor>

/** Where the next page begins, as it is handed out: nobody outside needs to understand it. */
export const writeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Throws an AppError for what was not handed out by `writeCursor`. */
export function readCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw new AppError('bad-input', 'This place in the list is not known. Read the list from its beginning.')
  }
}
