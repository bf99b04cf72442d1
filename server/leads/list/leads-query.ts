import { z } from 'zod'
import { leadStates } from '../lead-states'
import type { LeadFilter, Range } from './lead-filter'
import { leadSorts } from './lead-order'

const id = z.string().min(1).max(60)
/** One value, or the same name several times. */
const several = <Value extends z.ZodType>(value: Value) => z.union([value.transform((one) => [one]), z.array(value).min(1).max(50)])
const number = z.coerce.number().min(-1e15).max(1e15)
const instant = z.coerce.number().int().min(0).max(4e12)

/** What a list of leads is asked for, in the address of the request. */
export const FilterQuery = z.object({
  q: z.string().trim().max(200).optional(),
  state: several(z.enum(leadStates)).optional(),
  owner: several(id).optional(),
  team: several(id).optional(),
  source: several(id).optional(),
  territory: several(z.string().min(1).max(200)).optional(),
  scoreFrom: number.optional(),
  scoreTo: number.optional(),
  amountFrom: number.optional(),
  amountTo: number.optional(),
  arrivedFrom: instant.optional(),
  arrivedTo: instant.optional(),
  overdue: z.enum(['yes']).optional(),
})

export const ListQuery = FilterQuery.extend({
  cursor: z.string().max(8_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(60),
  sort: z.enum(leadSorts).optional(),
  direction: z.enum(['up', 'down']).optional(),
})

export function readFilter(query: z.infer<typeof FilterQuery>, now: number): LeadFilter {
  const { q, state, owner, team, source, territory, scoreFrom, scoreTo, amountFrom, amountTo, arrivedFrom, arrivedTo, overdue } = query
  const score = range(scoreFrom, scoreTo)
  const amount = range(amountFrom, amountTo)
  const arrived = range(arrivedFrom, arrivedTo)
  return {
    ...(q && { text: q }), ...(state && { states: state }), ...(owner && { owners: owner }), ...(team && { teams: team }), ...(source && { sources: source }),
    ...(territory && { territories: territory }), ...(score && { score }), ...(amount && { amount }), ...(arrived && { arrived }), ...(overdue && { overdueAt: now }),
  }
}

function range(from: number | undefined, to: number | undefined): Range | undefined {
  if (from === undefined && to === undefined) return undefined
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}
