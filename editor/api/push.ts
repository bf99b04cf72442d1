import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

/** A browser in which I am told. */
export interface PushDevice {
  id: string
  browser: string | null
  system: string | null
  isThis: boolean
  createdAt: number
  deliveredAt: number | null
  failingSince: number | null
  problem: string | null
  /** How much is on its way to it. */
  waiting: number
}

export interface PushView {
  isOnRoster: boolean
  /** What the browser lets in. */
  publicKey: string
  /** Which session this is. */
  session: string
  devices: PushDevice[]
  most: number
  now: number
}

const { push: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

/** How often it is looked whether a device was reached by now. */
const whileOnItsWayMs = 1_500

export const pushApi = {
  view: (): Promise<PushView> => read(server.$get()),
  save: (subscription: PushSubscription) => read(server.devices.$put({ json: subscription.toJSON() as { endpoint: string; keys: { p256dh: string; auth: string } } })),
  remove: (id: string) => read(server.devices[':id'].$delete({ param: { id } })),
  test: (id: string) => read(server.devices[':id'].test.$post({ param: { id } })),
}

/** Where I am told. */
export const pushQuery = queryOptions({
  queryKey: ['push'],
  queryFn: async () => {
    const view = await pushApi.view()
    setServerNow(view.now)
    return view
  },
  refetchInterval: ({ state }) => (state.data?.devices.some(({ waiting }) => waiting > 0) ? whileOnItsWayMs : false),
})
