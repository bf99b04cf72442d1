import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { type ListedLead, readLeads } from './lead-rows'
import { behind, type Direction, type Order, type Place, upTo } from './lead-order'
import { startStint } from './stint'

interface Walk {
  order: Order
  /** Only leads with this value of the index's first column. */
  within: SQL | undefined
  /** Between which values all that fit lie. */
  span: { from: string | number | undefined; to: string | number | undefined } | undefined
  tests: readonly SQL[]
  direction: Direction
  limit: number
  place: Place | undefined
}

/**
 * Looks at leads in their order, from `place` on, until `limit` of them fit all tests or the stint is over. `next` is the last lead that was looked at; without
 * it there are no more.
 */
export function walk(db: Database, { order, within, span, tests, direction, limit, place }: Walk): { leads: ListedLead[]; next?: Place; looked: number } {
  const way = sql.raw(direction === 'up' ? 'asc' : 'desc')
  const found: { lead: ListedLead; value: string | number | null }[] = []
  const stint = startStint()
  const end = (next?: Place) => ({ leads: found.map(({ lead }) => lead), ...(next && { next }), looked: tests.length > 0 ? stint.looked() : 0 })
  const placeOf = ({ lead, value }: { lead: ListedLead; value: string | number | null }): Place => ({ value, id: lead.id })

  let at = place
  let isBlank = place?.value === null && order.column !== undefined
  for (;;) {
    const isSorted = order.column !== undefined && !isBlank
    const by = isSorted ? sql`${order.column} ${way}, leads.id ${way}` : sql`leads.id ${way}`
    const bounds: SQL[] = [...(within ? [within] : []), ...(order.column ? [isBlank ? sql`${order.column} is null` : sql`${order.column} is not null`] : [])]
    const part: Order = isSorted ? order : { index: order.index }
    // One beginning and one end at most: of two, SQLite goes by one, which may be the wider.
    const [start, stop] = isBlank ? [[], []] : ends()
    const from = at ? [behind(part, direction, at)] : start
    const edge = tests.length === 0 ? undefined : findEdge(db, { part, bounds: [...bounds, ...from, ...stop], by, step: stint.step() })
    const until = edge ? [upTo(part, direction, edge)] : stop
    const rows = readLeads(db, { index: order.index, tests: [...bounds, ...from, ...until, sql`+leads.deleted_at is null`, ...tests], by, limit: limit + 1 - found.length, value: isSorted ? order.column : undefined })
    stint.took(edge ? undefined : 0)
    found.push(...rows)
    if (found.length > limit) {
      found.length = limit
      const last = found.at(-1)
      return end(last && placeOf(last))
    }
    if (edge) at = edge
    else if (isSorted && !span) {
      isBlank = true
      at = undefined
    } else return end()
    if (stint.isOver()) return end(at ?? { value: null, id: direction === 'up' ? '' : '~' })
  }

  function ends(): [start: SQL[], stop: SQL[]] {
    const column = order.column ?? sql`leads.id`
    const lower = span?.from === undefined ? [] : [sql`${column} >= ${span.from}`]
    const upper = span?.to === undefined ? [] : [sql`${column} <= ${span.to}`]
    return direction === 'up' ? [lower, upper] : [upper, lower]
  }
}

/** The lead that is `step` leads further on, by the index alone; undefined where the order ends before. */
function findEdge(db: Database, { part, bounds, by, step }: { part: Order; bounds: readonly SQL[]; by: SQL; step: number }): Place | undefined {
  const where = bounds.length > 0 ? sql`where ${sql.join([...bounds], sql` and `)}` : sql``
  return db.get<Place | undefined>(sql`select ${part.column ?? sql`null`} as value, leads.id from leads indexed by ${sql.raw(part.index)} ${where} order by ${by} limit 1 offset ${step - 1}`)
}
