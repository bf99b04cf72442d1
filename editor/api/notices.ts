import { type InfiniteData, infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

export interface Notice {
  id: string
  title: string
  text: string
  /** A path here, an address elsewhere, or nothing to open. */
  link: string | null
  at: number
  readAt: number | null
}

export interface NoticePage {
  isOnRoster: boolean
  /** Up to 100: so many or more. */
  unread: number
  notices: Notice[]
  next: string | null
  now: number
}

const { notices: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

/** What I was told, the newest first. */
export const noticesQuery = infiniteQueryOptions({
  queryKey: ['notices'],
  queryFn: async ({ pageParam }) => {
    const page = await read<NoticePage>(server.$get({ query: pageParam === null ? {} : { cursor: pageParam } }))
    setServerNow(page.now)
    return page
  },
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
})

const noticesApi = {
  read: (id: string) => read(server[':id'].read.$post({ param: { id } })),
  readAll: (upTo: string) => read(server.read.$post({ json: { upTo } })),
}

/** The live feed says how many are unread and which is the newest: what they say is asked for where that is news. */
export function hearOfNotices(client: QueryClient, data: string): void {
  const heard = JSON.parse(data) as { unread: number; newest: string | null }
  const known = client.getQueryData(noticesQuery.queryKey)?.pages[0]
  if (known && known.unread === heard.unread && (known.notices[0]?.id ?? null) === heard.newest) return
  void client.invalidateQueries({ queryKey: noticesQuery.queryKey })
}

/** Shown as read at once; where the server does not take it, as it is there. */
export async function markRead(client: QueryClient, { id, readAt }: Notice): Promise<void> {
  if (readAt !== null) return
  showRead(client, id)
  await noticesApi.read(id).finally(() => client.invalidateQueries({ queryKey: noticesQuery.queryKey }))
}

/** All up to the newest that is shown. */
export async function markAllRead(client: QueryClient): Promise<void> {
  const upTo = client.getQueryData(noticesQuery.queryKey)?.pages[0]?.notices[0]?.id
  if (upTo === undefined) return
  showRead(client, 'all')
  await noticesApi.readAll(upTo).finally(() => client.invalidateQueries({ queryKey: noticesQuery.queryKey }))
}

function showRead(client: QueryClient, which: string): void {
  const show = (page: NoticePage): NoticePage => ({
    ...page,
    unread: which === 'all' ? 0 : Math.max(0, page.unread - 1),
    notices: page.notices.map((notice) => (notice.readAt === null && (which === 'all' || notice.id === which) ? { ...notice, readAt: page.now } : notice)),
  })
  client.setQueryData(noticesQuery.queryKey, (known: InfiniteData<NoticePage> | undefined) => known && { ...known, pages: known.pages.map(show) })
}
