import { infiniteQueryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { api } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export const conflictKinds = ['flows', 'colleague', 'messages', 'consent', 'colleagues'] as const
export type ConflictKind = (typeof conflictKinds)[number]
export const conflictStates = ['open', 'resolved', 'delivered'] as const
export type ConflictState = (typeof conflictStates)[number]

/** Where two of us would have reached one person at once. */
export interface Conflict {
  id: string
  kind: ConflictKind
  rule: 'priority' | 'first-come' | 'after-colleague' | 'gap' | 'cap' | 'consent' | 'none'
  action: 'paused' | 'waits' | 'not-started' | 'held' | 'cancelled' | 'told'
  state: ConflictState
  outcome: string | null
  detectedAt: number
  resolvedAt: number | null
  contactId: string
  contact: string | null
  /** What gave way, and what it gave way to. */
  runId: string | null
  flow: string | null
  otherRunId: string | null
  otherFlow: string | null
  leadId: string | null
}

/** Over the last 30 days. */
export interface ConflictFigures {
  found: number
  open: number
  resolved: number
  delivered: number
  peopleReached: number
  peopleInConflict: number
}

interface Page {
  rows: Conflict[]
  cursor: string | null
  figures: ConflictFigures
  now: number
}

export const conflictsQuery = (filter: { kind?: ConflictKind | undefined; state?: ConflictState | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['conflicts', filter],
    queryFn: async ({ pageParam }): Promise<Page> => {
      const page = (await read(api.conflicts.$get({ query: { ...(filter.kind && { kind: filter.kind }), ...(filter.state && { state: filter.state }), ...(pageParam && { cursor: pageParam }) } }))) as Page
      setServerNow(page.now)
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.cursor,
    refetchInterval: 15_000,
  })
