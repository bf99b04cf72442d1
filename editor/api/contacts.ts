import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import type { LeadState, TimelineEntry } from './leads'
import { read } from './read'
import type { RunHold, RunState } from './types'

const { api } = hc<Api>('/', { init: { credentials: 'same-origin' } })
const server = api.contacts[':id']
const everyMs = 5_000

/** A person outside. */
export interface Contact {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  zone: string | null
  region: string | null
  company: string | null
  createdAt: number
}

export interface ContactView {
  contact: Contact
  /** Their inquiries, the newest first; of very many only the newest. */
  leads: { id: string; name: string | null; company: string | null; message: string | null; state: LeadState; source: string; owner: string | null; receivedAt: number }[]
  leadCount: number
  /** What is under way for them. */
  runs: { id: string; flow: string; state: RunState; hold: RunHold; endReason: string | null; startedAt: number; leadId: string }[]
  now: number
}

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ['contacts', id],
    queryFn: async () => {
      const view = (await read(server.$get({ param: { id } }) as Promise<Response>)) as ContactView
      setServerNow(view.now)
      return view
    },
    refetchInterval: everyMs,
  })

export const contactTimelineQuery = (id: string, by: 'people' | 'flows' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['contacts', id, 'timeline', by],
    queryFn: ({ pageParam }) => read(server.timeline.$get({ param: { id }, query: { ...(by && { by }), ...(pageParam && { cursor: pageParam }) } }) as Promise<Response>) as Promise<{ entries: TimelineEntry[]; next: string | null }>,
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 2 ? everyMs : false),
  })
