import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Counts } from '#nodes/revops/calendar-absence'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { absences: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

export interface Absence {
  id: string
  repName: string
  /** Where the person is: whole days are meant there. */
  zone: string
  startsAt: number
  endsAt: number
  note: string
  origin: 'person' | 'calendar' | 'hr'
  /** It comes back with the next reading of its calendar. */
  isFixed: boolean
}

/** A calendar that is read each quarter of an hour; its address stays with the server. */
export interface CalendarFeed {
  id: string
  name: string
  repName: string | null
  teamName: string | null
  counts: Counts
  entries: number
  unmatched: number
  readAt: number | null
  staleSince: number | null
  problem: string | null
}

/** Whose calendar it is: one person's or a team's. */
export type Whose = { repId: string } | { teamId: string }

export const absencesApi = {
  /** The two times are what clocks show where the person is, read as if they were UTC. */
  add: (absence: { repId: string; startsAt: number; endsAt: number; isLocal: true; note: string }) => read(server.$post({ json: absence })),
  remove: (id: string) => read(server[':id'].$delete({ param: { id } })),
  addFeed: (feed: { name: string; url: string; counts: Counts } & Whose) => read(server.feeds.$post({ json: feed })),
  readFeed: (id: string) => read(server.feeds[':id'].read.$post({ param: { id } })),
  trustFeed: (id: string) => read(server.feeds[':id'].trust.$post({ param: { id } })),
  removeFeed: (id: string) => read(server.feeds[':id'].$delete({ param: { id } })),
  bringFile: (file: File, whose: Whose, counts: Counts): Promise<{ added: number; unmatched: number }> =>
    read(fetch(`/api/absences/file?${new URLSearchParams({ ...whose, counts })}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'text/calendar' }, body: file })),
}

export const absencesQuery = queryOptions({
  queryKey: ['roster', 'absences'],
  queryFn: async () => {
    const answer = await read<{ absences: Absence[]; feeds: CalendarFeed[]; now: number }>(server.$get() as Promise<Response>)
    setServerNow(answer.now)
    return answer
  },
  refetchInterval: 60_000,
})
