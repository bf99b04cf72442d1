import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { CloseOutcome } from '#nodes/revops/close-outcomes'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'
import type { Ack, Ref } from './types'

export interface InboxOffer extends Ack {
  id: string
}

export interface InboxLead {
  id: string
  name: string | null
  email: string | null
  phone: string | null
  company: string | null
  message: string | null
  amount: number | null
  receivedAt: number
}

export interface Inbox {
  me: { id: string; name: string; presence: 'online' | 'away' | 'offline'; awayUntil: number | null; isDoubted: boolean }
  offers: InboxOffer[]
  tasks: { id: string; title: string; detail: string; dueAt: number; leadId: string | null }[]
  leads: InboxLead[]
  colleagues: Ref[]
  now: number
}

const lookAgainMs = 15_000

const { inbox: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

/** What the signed-in rep has; asked for again by itself, so that a phone in a pocket is not far behind. */
export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: async () => {
    const inbox = await read<Inbox>(server.$get())
    setServerNow(inbox.now)
    return inbox
  },
  refetchInterval: lookAgainMs,
})

/** How one offer stands or turned out, also when it is not open any more. */
export const offerQuery = (id: string) => queryOptions({ queryKey: ['inbox', 'offer', id], queryFn: () => read<Ack>(server.offers[':id'].$get({ param: { id } })) })

export const inboxApi = {
  answer: (id: string, answer: 'have-it' | 'pass-on', why?: string) => read(server.offers[':id'].$post({ param: { id }, json: { answer, ...(why && { why }) } })),
  handOver: (id: string, to: string, note: string) => read(server.leads[':id']['hand-over'].$post({ param: { id }, json: { to, note } })),
  close: (id: string, outcome: CloseOutcome) => read(server.leads[':id'].close.$post({ param: { id }, json: { outcome } })),
  finish: (id: string) => read(server.tasks[':id'].done.$post({ param: { id } })),
  setPresence: (change: { presence?: 'online' | 'away'; awayUntil?: number | null }) => read(server.presence.$post({ json: change })),
}
