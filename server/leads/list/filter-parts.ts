import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/open-database'
import { idAt } from '../../db/id-at'
import { findWords, holds } from '../words/find-words'
import { type LeadFilter, nobody, type Range } from './lead-filter'
import type { LeadSort, Order } from './lead-order'

/** One part of a filter. */
export interface Part {
  /** Whether a lead fits, asked of a row of `leads`. */
  test: SQL
  /** The rowids of all leads that fit, found by an index; they may hold some more than once. None where no index helps. */
  keys?: SQL
  /** Where the part is one value of an indexed column: the order in which its leads lie by arrival. */
  lane?: { order: Order; value: SQL }
  isWords?: boolean
  /** Between which values leads lie in this order; others need not be walked past. */
  span?: { sort: LeadSort; from: string | number | undefined; to: string | number | undefined }
}

const list = (values: readonly string[]) => sql`(${sql.join(values.map((value) => sql`${value}`), sql`, `)})`

/**
 * The parts of a filter. Tests carry a unary plus: it keeps SQLite from choosing an index for them, since we choose by having counted.
 */
export function filterParts(db: Database, { text, states, owners, teams, sources, sentBy, territories, score, amount, arrived, overdueAt }: LeadFilter): Part[] {
  const parts: Part[] = []
  if (owners) parts.push(ofOwners(owners))
  if (teams) parts.push(ofTeams(teams))
  if (territories) parts.push(oneOf('territory', territories))
  if (sources) parts.push(oneOf('source_id', sources))
  if (states) parts.push(oneOf('state', states))
  if (sentBy) parts.push({ test: sql`exists (select 1 from events where events.id = leads.event_id and events.source_id = ${sentBy})` })
  if (score) parts.push(within('score', score))
  if (amount) parts.push(within('amount', amount))
  if (arrived) parts.push(between(arrived))
  if (overdueAt !== undefined) parts.push(overdue(overdueAt))
  if (text) {
    const keys = findWords(db, text)
    parts.push({ test: holds(db, text), ...(keys && { keys, isWords: true }) })
  }
  return parts
}

function oneOf(column: 'state' | 'source_id' | 'territory' | 'owner_id', values: readonly string[]): Part {
  const index = sql.raw(`leads_${column}`)
  const name = sql.raw(`leads.${column}`)
  const [value] = values
  return {
    test: sql`+${name} in ${list(values)}`,
    keys: sql`select leads.rowid from leads indexed by ${index} where ${name} in ${list(values)} and leads.deleted_at is null`,
    ...(values.length === 1 && { lane: { order: { index: `leads_${column}` }, value: sql`${name} = ${value}` } }),
  }
}

function ofOwners(owners: readonly string[]): Part {
  if (!owners.includes(nobody)) return oneOf('owner_id', owners)
  const named = owners.filter((owner) => owner !== nobody)
  const free = sql`select leads.rowid from leads indexed by leads_owner_id where leads.owner_id is null and leads.deleted_at is null`
  if (named.length === 0) return { test: sql`+leads.owner_id is null`, keys: free, lane: { order: { index: 'leads_owner_id' }, value: sql`leads.owner_id is null` } }
  const { test, keys } = oneOf('owner_id', named)
  return { test: sql`(+leads.owner_id is null or ${test})`, keys: sql`${free} union all ${keys}` }
}

function ofTeams(teams: readonly string[]): Part {
  const members = sql`select reps.id from reps where reps.team_id in ${list(teams)}`
  return { test: sql`+leads.owner_id in (${members})`, keys: sql`select leads.rowid from leads indexed by leads_owner_id where leads.owner_id in (${members}) and leads.deleted_at is null` }
}

function within(column: 'score' | 'amount', { from, to }: Range): Part {
  const bounds = (name: SQL) => sql.join([...(from === undefined ? [] : [sql`${name} >= ${from}`]), ...(to === undefined ? [] : [sql`${name} <= ${to}`])], sql` and `)
  const name = sql.raw(`leads.${column}`)
  return { span: { sort: column, from, to }, test: bounds(sql`+${name}`), keys: sql`select leads.rowid from leads indexed by ${sql.raw(`leads_${column}`)} where ${bounds(name)} and leads.deleted_at is null` }
}

/** Ids hold the time of arrival. */
function between({ from, to }: Range): Part {
  const bounds = (name: SQL) => sql.join([...(from === undefined ? [] : [sql`${name} >= ${idAt(from)}`]), ...(to === undefined ? [] : [sql`${name} < ${idAt(to)}`])], sql` and `)
  return { span: { sort: 'arrived', from: from === undefined ? undefined : idAt(from), to: to === undefined ? undefined : idAt(to) }, test: bounds(sql`+leads.id`), keys: sql`select leads.rowid from leads where ${bounds(sql`leads.id`)}` }
}

function overdue(at: number): Part {
  return {
    test: sql`exists (select 1 from work_items where work_items.subject_type = 'lead' and work_items.subject_id = leads.id and work_items.state = 'open' and work_items.due_at < ${at})`,
    keys: sql`select leads.rowid from work_items indexed by work_items_open join leads on leads.id = work_items.subject_id
              where work_items.state = 'open' and work_items.due_at < ${at} and work_items.subject_type = 'lead'`,
  }
}
