import { type Direction, type LeadSort, leadSorts, type LeadsFilter, type LeadsOrder, type LeadState, leadStates } from '../../api/leads'
import { type ColumnId, isColumn } from './column-ids'

export const arrivedSpans = ['today', '7d', '30d', '90d'] as const
export type ArrivedSpan = (typeof arrivedSpans)[number]

/** What stands behind the question mark of the page's address: which leads, in which order, with which columns. Lists are separated by commas. */
export interface LeadSearch {
  q?: string
  state?: string
  /** Ids of reps; `nobody` for leads without an owner. */
  owner?: string
  team?: string
  source?: string
  territory?: string
  scoreFrom?: number
  scoreTo?: number
  amountFrom?: number
  amountTo?: number
  /** The last days, or from one day to another, both part of it. */
  arrived?: ArrivedSpan
  from?: string
  to?: string
  overdue?: 'yes'
  sort?: LeadSort
  direction?: Direction
  columns?: string
  /** The saved view that this began with. */
  view?: string
}

export const nobody = 'nobody'
const dayMs = 86_400_000

/** A list as it stands in the address: a comma within a value does not end it. */
export const writeList = (values: readonly string[]): string | undefined => values.map((value) => value.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',') || undefined

export function readList(text: string | undefined): string[] {
  if (!text) return []
  return text.split(',').filter(Boolean).map((value) => value.replaceAll('%2C', ',').replaceAll('%25', '%'))
}

/** Reads the address, whoever wrote it: what cannot be understood is left out. */
export function readLeadSearch(search: Record<string, unknown>): LeadSearch {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 2_000) || undefined : undefined)
  const number = (value: unknown) => (text(value) !== undefined && Number.isFinite(Number(value)) ? Number(value) : undefined)
  const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined)
  const found: LeadSearch = {
    q: text(search.q)?.slice(0, 200),
    state: writeList(readList(text(search.state)).filter(isState)),
    owner: text(search.owner), team: text(search.team), source: text(search.source), territory: text(search.territory),
    scoreFrom: number(search.scoreFrom), scoreTo: number(search.scoreTo), amountFrom: number(search.amountFrom), amountTo: number(search.amountTo),
    arrived: arrivedSpans.find((each) => each === search.arrived), from: day(search.from), to: day(search.to),
    overdue: search.overdue === 'yes' ? 'yes' : undefined,
    sort: leadSorts.find((each) => each === search.sort), direction: search.direction === 'up' || search.direction === 'down' ? search.direction : undefined,
    columns: search.columns === 'none' ? 'none' : writeList(readList(text(search.columns)).filter(isColumn)),
    view: text(search.view),
  }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined))
}

const isState = (value: string): value is LeadState => (leadStates as readonly string[]).includes(value)

/** The filter as the server is asked; days are those of whoever looks. `now` counts by the minute, so that the question stays the same for a while. */
export function toFilter({ q, state, owner, team, source, territory, scoreFrom, scoreTo, amountFrom, amountTo, arrived, from, to, overdue }: LeadSearch, now: number): LeadsFilter {
  const given = <Key extends string>(key: Key, value: string | number | undefined) => (value === undefined ? {} : ({ [key]: String(value) } as Record<Key, string>))
  const list = <Key extends string>(key: Key, text: string | undefined) => (text ? ({ [key]: readList(text) } as Record<Key, string[]>) : {})
  return {
    ...given('q', q), ...(state && { state: readList(state).filter(isState) }), ...list('owner', owner), ...list('team', team), ...list('source', source), ...list('territory', territory),
    ...given('scoreFrom', scoreFrom), ...given('scoreTo', scoreTo), ...given('amountFrom', amountFrom), ...given('amountTo', amountTo),
    ...given('arrivedFrom', arrived ? spanStart(arrived, now) : from ? startOf(from) : undefined), ...given('arrivedTo', !arrived && to ? startOf(to, 1) : undefined),
    ...(overdue && { overdue }),
  }
}

function spanStart(span: ArrivedSpan, now: number): number {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  return span === 'today' ? midnight : midnight - (Number.parseInt(span, 10) - 1) * dayMs
}

/** Midnight at the beginning of a day, where the page is looked at. */
function startOf(day: string, plusDays = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date + plusDays).getTime()
}

export const toOrder = ({ sort, direction }: LeadSearch): LeadsOrder => ({ ...(sort && { sort }), ...(direction && { direction }) })

/** Which way an order goes when nothing is said: the newest and the highest first, names from A on. */
export const usualDirection = (sort: LeadSort): Direction => (sort === 'name' || sort === 'company' ? 'up' : 'down')

/** What is kept of it in a view: all but which view it is. */
export const toView = ({ view: _, ...search }: LeadSearch): Record<string, string> => Object.fromEntries(Object.entries(search).map(([key, value]) => [key, String(value)]))

export const filterKeys = ['q', 'state', 'owner', 'team', 'source', 'territory', 'scoreFrom', 'scoreTo', 'amountFrom', 'amountTo', 'arrived', 'from', 'to', 'overdue'] as const

export const noFilter: LeadSearch = Object.fromEntries(filterKeys.map((key) => [key, undefined]))

export const isFiltered = (search: LeadSearch): boolean => filterKeys.some((key) => search[key] !== undefined)

export const columnsOf = ({ columns }: LeadSearch): ColumnId[] => readList(columns).filter(isColumn)
