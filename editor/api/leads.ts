import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'
import type { Ref } from './types'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export const leadStates = ['open', 'routed', 'queued', 'review', 'rejected', 'merged', 'closed'] as const
export type LeadState = (typeof leadStates)[number]
export const leadSorts = ['arrived', 'name', 'company', 'amount', 'score'] as const
export type LeadSort = (typeof leadSorts)[number]
export type Direction = 'up' | 'down'

export interface Lead {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  company: string | null
  message: string | null
  territory: string | null
  industry: string | null
  amount: number | null
  score: number | null
  skills: string[]
  state: LeadState
  source: string
  owner: Ref | null
  receivedAt: number
  updatedAt: number
}

export interface LeadsPage {
  leads: Lead[]
  /** A page may hold nothing and still go on: then leads are looked at one by one. */
  next: string | null
  /** How many were looked at one by one. */
  looked: number
  /** The order asked for would take too long, and they are newest first. */
  isOrderLeft: boolean
  now: number
}

/** Which leads, as the server is asked. */
export interface LeadsFilter {
  q?: string
  state?: LeadState[]
  owner?: string[]
  team?: string[]
  source?: string[]
  territory?: string[]
  scoreFrom?: string
  scoreTo?: string
  amountFrom?: string
  amountTo?: string
  arrivedFrom?: string
  arrivedTo?: string
  overdue?: 'yes'
}

export interface LeadsOrder {
  sort?: LeadSort
  direction?: Direction
}

export interface LeadChoices {
  owners: { id: string; name: string; isActive: boolean }[]
  teams: Ref[]
  sources: Ref[]
  territories: string[]
}

export interface LeadView {
  id: string
  name: string
  isShared: boolean
  search: Record<string, string>
  madeBy: string | null
  isOwn: boolean
  mayChange: boolean
}

async function page(query: LeadsFilter & LeadsOrder & { limit: string; cursor?: string }): Promise<LeadsPage> {
  const answer: LeadsPage = await read(server.leads.$get({ query }))
  setServerNow(answer.now)
  return answer
}

const leadsEveryMs = 5_000
const pageOf = 100

export const leadsQuery = (filter: LeadsFilter, order: LeadsOrder) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'list', filter, order],
    queryFn: ({ pageParam }) => page({ ...filter, ...order, limit: String(pageOf), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // All pages are read again at once: only as long as there are few.
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 2 ? leadsEveryMs : false),
    refetchOnWindowFocus: (query) => (query.state.data?.pages.length ?? 0) <= 2,
  })

export const leadCountQuery = (filter: LeadsFilter) =>
  queryOptions({
    queryKey: ['leads', 'count', filter],
    queryFn: (): Promise<{ count: number; isMore: boolean }> => read(server.leads.count.$get({ query: filter })),
    staleTime: 10_000,
  })

export const leadFilterChoicesQuery = queryOptions({ queryKey: ['leads', 'filter-choices'], queryFn: (): Promise<LeadChoices> => read(server.leads.choices.$get()), staleTime: 30_000, placeholderData: keepPreviousData })

/** A few leads to choose one of, newest first. */
export const leadChoicesQuery = (q: string) => queryOptions({ queryKey: ['leads', 'choices', q], queryFn: () => page({ limit: '20', ...(q && { q }) }), staleTime: 10_000 })

export const leadViewsQuery = queryOptions({ queryKey: ['lead-views'], queryFn: (): Promise<{ views: LeadView[] }> => read(server['lead-views'].$get()) })

export const leadViewsApi = {
  create: (view: { name: string; isShared: boolean; search: Record<string, string> }): Promise<{ id: string }> => read(server['lead-views'].$post({ json: view })),
  change: (id: string, change: { name?: string; isShared?: boolean; search?: Record<string, string> }) => read(server['lead-views'][':id'].$patch({ param: { id }, json: change })),
  remove: (id: string) => read(server['lead-views'][':id'].$delete({ param: { id } })),
}

/** Who or what did something to a lead. A run has the name of its flow. */
export interface Doer {
  kind: 'person' | 'rep' | 'run' | 'source' | 'system'
  name: string | null
  runId?: string
}

/** What happened to a lead. */
export type Happening =
  | { kind: 'arrived'; source: string }
  | { kind: 'event'; type: string; source: string }
  | { kind: 'run-started'; flow: string; runId: string }
  | { kind: 'run-ended'; flow: string; runId: string; reason: string | null; isFailed: boolean; failure: { nodeId: string; message: string } | null }
  | { kind: 'assignment'; change: 'offered' | 'accepted' | 'declined' | 'expired'; assignmentId: string; rep: string; level: string; isLate: boolean; why: string | null }
  | { kind: 'handed-over'; from: string | null; to: string | null; assignmentId: string | null; reason: string | null }
  | { kind: 'queued'; queue: string | null }
  | { kind: 'claimed'; rep: string | null; assignmentId: string | null }
  | { kind: 'changed'; fields: { path: string; before: unknown; after: unknown }[] }
  | { kind: 'approval'; change: 'asked' | 'answered' | 'decided'; answer: string | null; note: string | null }
  | { kind: 'message'; channel: string; to: string | null; state: string; reason: string | null; runId: string; nodeId: string }
  | { kind: 'task'; change: 'opened' | 'done'; workItemId: string; title: string; detail: string; assignee: string | null; outcome: string | null; isOpen: boolean }
  | { kind: 'note'; text: string }
  | { kind: 'other'; action: string; reason: string | null }

export type TimelineEntry = Happening & { at: number; key: string; by: Doer }

const timelineEveryMs = 5_000

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['leads', 'one', id],
    queryFn: async (): Promise<Lead> => {
      const { lead, now } = (await read(server.leads[':id'].$get({ param: { id } }) as Promise<Response>)) as { lead: Lead; now: number }
      setServerNow(now)
      return lead
    },
    refetchInterval: timelineEveryMs,
  })

export const timelineQuery = (id: string, by: 'people' | 'flows' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['leads', 'one', id, 'timeline', by],
    queryFn: ({ pageParam }): Promise<{ entries: TimelineEntry[]; next: string | null }> =>
      read(server.leads[':id'].timeline.$get({ param: { id }, query: { ...(by && { by }), ...(pageParam && { cursor: pageParam }) } }) as Promise<Response>) as Promise<{ entries: TimelineEntry[]; next: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 2 ? timelineEveryMs : false),
  })
