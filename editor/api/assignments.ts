import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Weights } from '#nodes/revops/route-rules'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export type AssignmentState = 'offered' | 'accepted' | 'declined' | 'expired' | 'released'

/** Somebody who was given a lead. */
export interface Assignment {
  id: string
  subjectId: string
  /** Null where the lead is not there any more, or has no name. */
  subjectName: string | null
  company: string | null
  repId: string
  repName: string
  runId: string | null
  level: string
  state: AssignmentState
  score: number | null
  offeredAt: number
  answeredAt: number | null
  isLate: boolean
  endedAt: number | null
  endedFor: string | null
}

/** With the ranking as it was kept; read it with `readExplanation`. */
export interface AssignmentDetail extends Assignment {
  explanation: unknown
}

export interface AssignmentsPage {
  assignments: Assignment[]
  next: string | null
  now: number
}

export interface TeamSpread {
  id: string
  name: string
  load: number
  capacity: number
  unevenness: number | null
  reps: { id: string; name: string; load: number; capacity: number; offered: number; taken: number; staleSince: number | null }[]
}

export interface WhatIfAnswer {
  decisions: number
  changed: number
  spread: { id: string; name: string; was: number; would: number }[]
  balance: { was: number; would: number }
  weights: Weights
  isCut: boolean
  unlisted: number
}

async function page(query: { rep?: string; lead?: string; cursor?: string }): Promise<AssignmentsPage> {
  const answer: AssignmentsPage = await read(server.assignments.$get({ query }))
  setServerNow(answer.now)
  return answer
}

export const assignmentsQuery = (rep: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['assignments', { rep }],
    queryFn: ({ pageParam }) => page({ ...(rep && { rep }), ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

export const assignmentsOfLeadQuery = (lead: string) => queryOptions({ queryKey: ['assignments', { lead }], queryFn: () => page({ lead }) })

export const assignmentQuery = (id: string) =>
  queryOptions({ queryKey: ['assignment', id], queryFn: (): Promise<AssignmentDetail> => read(server.assignments[':id'].$get({ param: { id } }) as Promise<Response>) })

export const balanceQuery = queryOptions({ queryKey: ['roster', 'balance'], queryFn: (): Promise<{ teams: TeamSpread[] }> => read(server.routing.balance.$get()) })

/** While other weights are on their way, what was said of the last ones stays. */
export const whatIfQuery = (input: { weights?: Weights; team?: string }) =>
  queryOptions({ queryKey: ['what-if', input], queryFn: (): Promise<WhatIfAnswer> => read(server.routing['what-if'].$post({ json: input })), placeholderData: keepPreviousData })
