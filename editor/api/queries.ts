import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../api'
import { setServerNow } from './clock'
import { newest, withNewestDraft } from './newest'
import type { FlowDetail, RunDetail, RunsView } from './types'

/** Keeps our idea of the server's clock fresh with every answer that carries it. */
async function withClock<Result extends { now: number }>(answer: Promise<Result>): Promise<Result> {
  const result = await answer
  setServerNow(result.now)
  return result
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: api.me, staleTime: 60_000 })
export const flowsQuery = queryOptions({ queryKey: ['flows'], queryFn: api.flows })
export const flowProblemsQuery = queryOptions({ queryKey: ['flows', 'problems'], queryFn: api.flowProblems })
export const deletedFlowsQuery = queryOptions({ queryKey: ['flows', 'deleted'], queryFn: api.deletedFlows })
export const placesQuery = queryOptions({ queryKey: ['roster', 'places'], queryFn: api.places })
export const workQuery = queryOptions({ queryKey: ['work'], queryFn: () => withClock(api.work()) })
export const leavingQuery = (repId: string) => queryOptions({ queryKey: ['roster', 'leaving', repId], queryFn: () => api.leaving(repId) })
export const rosterQuery = queryOptions({ queryKey: ['roster'], queryFn: api.roster })
export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: api.people })
export const nodesQuery = queryOptions({ queryKey: ['nodes'], queryFn: api.nodes })
export const sampleQuery = queryOptions({ queryKey: ['sample'], queryFn: api.sample })

export const flowQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow', id],
    queryFn: async ({ client, queryKey }) => {
      const read = await api.flow(id)
      return withNewestDraft(client.getQueryData<FlowDetail>(queryKey), read)
    },
    staleTime: 10_000,
  })
const beatMs = 10_000
/** Asking says that this page has the flow open, also while nobody looks at it. */
export const presenceQuery = (flowId: string, page: string) =>
  queryOptions({ queryKey: ['presence', flowId], queryFn: () => api.beat(flowId, page), refetchInterval: beatMs, refetchIntervalInBackground: true, gcTime: 0 })
export const versionsQuery = (flowId: string) => queryOptions({ queryKey: ['flows', flowId, 'versions'], queryFn: () => api.versions(flowId) })
/** A version never changes. */
export const versionQuery = (flowId: string, number: number) =>
  queryOptions({ queryKey: ['version', flowId, number], queryFn: () => api.version(flowId, number), staleTime: Number.POSITIVE_INFINITY })
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: async ({ client, queryKey }) => {
      const read = await withClock(api.run(id))
      return newest(client.getQueryData<RunDetail>(queryKey), read)
    },
  })
export const mailQuery = (id: string) => queryOptions({ queryKey: ['mail', id], queryFn: () => api.mail(id), staleTime: Number.POSITIVE_INFINITY })

export const runsQuery = (filter: { view: RunsView; flow?: string; q?: string }) =>
  infiniteQueryOptions({
    queryKey: ['runs', filter],
    queryFn: ({ pageParam }) => withClock(api.runs({ ...filter, cursor: pageParam })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

export const mailboxQuery = infiniteQueryOptions({
  queryKey: ['mailbox'],
  queryFn: ({ pageParam }) => api.mailbox(pageParam),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
})
