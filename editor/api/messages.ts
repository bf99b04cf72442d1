import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { ContactChannel, Purpose } from '#nodes/revops/gate/channels'
import type { GateCheck } from '#nodes/revops/gate/decide-touch'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'
import type { EffectState, Ref } from './types'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

/** What the contact gate answered about a message. */
export interface GateAnswer {
  verdict: 'send' | 'hold' | 'cancel'
  until: number | null
  purpose: Purpose
  checks: GateCheck[]
  at: number
}

/** A message of a flow to somebody outside. */
export interface Message {
  key: string
  channel: ContactChannel
  state: EffectState
  attempt: number
  reason: string | null
  notBefore: number | null
  /** When the flow came to it, and when something became of it last. */
  at: number
  changedAt: number
  /** Null until it is written. */
  subject: string | null
  contact: { id: string; name: string | null }
  lead: { id: string; name: string | null } | null
  flow: Ref
  runId: string
  nodeId: string
  decision: GateAnswer | null
}

export interface WholeMessage extends Message {
  providerId: string | null
  written: { to: string; from: string | null; text: string } | null
  decisions: GateAnswer[]
}

export interface MessagesFilter {
  q?: string
  state?: string
  channel?: 'email' | 'sms'
  flow?: string
}

interface Page {
  messages: Message[]
  next: string | null
  now: number
}

const everyMs = 5_000

async function withClock<Result extends { now: number }>(answer: Promise<unknown>): Promise<Result> {
  const result = (await answer) as Result
  setServerNow(result.now)
  return result
}

export const messagesQuery = (filter: MessagesFilter) =>
  infiniteQueryOptions({
    queryKey: ['messages', 'list', filter],
    queryFn: ({ pageParam }) => withClock<Page>(read(server.messages.$get({ query: { ...filter, ...(pageParam && { cursor: pageParam }) } }))),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // All pages are read again at once: only as long as there are few.
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= 2 ? everyMs : false),
  })

export const messageCountsQuery = queryOptions({ queryKey: ['messages', 'counts'], queryFn: (): Promise<{ counts: Record<string, number>; most: number }> => read(server.messages.counts.$get()), refetchInterval: everyMs })

export const messagesOfLeadQuery = (leadId: string) =>
  queryOptions({ queryKey: ['messages', 'of-lead', leadId], queryFn: () => withClock<Page>(read(server.messages['of-lead'][':id'].$get({ param: { id: leadId } }) as Promise<Response>)), refetchInterval: everyMs })

export const messageQuery = (key: string) =>
  queryOptions({
    queryKey: ['messages', 'one', key],
    queryFn: async () => (await withClock<{ message: WholeMessage; now: number }>(read(server.messages.one[':key'].$get({ param: { key: encodeURIComponent(key) } }) as Promise<Response>))).message,
    refetchInterval: everyMs,
  })

export const messagesApi = {
  stop: (key: string, why: string) => read(server.messages.one[':key'].stop.$post({ param: { key: encodeURIComponent(key) }, json: { why } }) as Promise<Response>),
}
