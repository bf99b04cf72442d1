import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { WatchGap } from '#nodes/revops/watch-gap'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'
import type { Ref } from './types'

const { queues: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api
const one = server[':id']

export interface QueueRow extends Ref {
  /** Whose people are offered what waits; null: nobody, it waits for a claim. */
  team: Ref | null
  /** How long each is asked, and with how much left of the wait nobody is any more. */
  offerForMs: number
  leastLeftMs: number
  watchers: (Ref & { active: boolean; awayUntil: number | null })[]
  gap: WatchGap | null
  waiting: number
  oldestAt: number | null
  overdue: number
  /** Names of published flows that put leads there. */
  flows: string[]
}

export interface QueueView extends QueueRow {
  /** Who is signed in, where they are on the roster and could have a lead. */
  me: Ref | null
  now: number
}

export interface QueueEntry {
  id: string
  title: string
  since: number
  dueAt: number
  runId: string | null
  score: number | null
  lead: { id: string; name: string | null; email: string | null; phone: string | null; company: string | null } | null
  flow: Ref | null
  /** Who is asked now whether they take it. */
  asked: (Ref & { until: number | null }) | null
}

export interface QueueInput {
  name: string
  teamId: string | null
  watchers: string[]
  offerForMs: number
  leastLeftMs: number
}

const perPage = '200'

async function withClock<Result extends { now: number }>(answer: Promise<Result>): Promise<Result> {
  const result = await answer
  setServerNow(result.now)
  return result
}

export const queuesApi = {
  make: (json: QueueInput): Promise<{ id: string }> => read(server.$post({ json })),
  change: (id: string, json: QueueInput) => read(one.$patch({ param: { id }, json })),
  remove: (id: string) => read(one.$delete({ param: { id } })),
}

export const queuesQuery = queryOptions({ queryKey: ['queues'], queryFn: (): Promise<{ queues: QueueRow[]; now: number }> => withClock(read(server.$get())) })
export const queueQuery = (id: string) => queryOptions({ queryKey: ['queues', id], queryFn: (): Promise<QueueView> => withClock(read(one.$get({ param: { id } }))) })
export const entriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['queues', id, 'entries'],
    queryFn: ({ pageParam }): Promise<{ entries: QueueEntry[]; next: string | null; now: number }> => withClock(read(one.entries.$get({ param: { id }, query: { limit: perPage, ...(pageParam && { cursor: pageParam }) } }) as never)),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })
