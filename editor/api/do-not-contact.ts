import { infiniteQueryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { ContactChannel } from '#nodes/revops/gate/channels'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { api } = hc<Api>('/', { init: { credentials: 'same-origin' } })
const server = api['do-not-contact']

/** Somebody, or a whole domain, whom nobody writes to. */
export interface DoNotContactEntry {
  id: string
  value: string
  /** Null: by no way at all. */
  channel: ContactChannel | null
  reason: string
  createdAt: number
}

export interface ImportedEntries {
  added: number
  known: number
  unread: number
  /** The first of those that name nobody. */
  shown: { line: number; text: string }[]
  woken: number
}

interface Page {
  entries: DoNotContactEntry[]
  next: string | null
  now: number
}

export const doNotContactQuery = (q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['do-not-contact', q],
    queryFn: async ({ pageParam }): Promise<Page> => {
      const page = (await read(server.$get({ query: { ...(q && { q }), ...(pageParam && { cursor: pageParam }) } }))) as Page
      setServerNow(page.now)
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  })

export const doNotContactApi = {
  add: (json: { text: string; channel: ContactChannel | null; reason: string }): Promise<{ id: string; woken: number }> => read(server.$post({ json })),
  import: (json: { csv: string; channel: ContactChannel | null; reason: string }): Promise<ImportedEntries> => read(server.import.$post({ json })),
  remove: (id: string, why: string) => read(server[':id'].remove.$post({ param: { id }, json: { why } })),
}
