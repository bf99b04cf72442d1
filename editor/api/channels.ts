import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { channels: server, 'send-rates': rates } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

export type ChannelName = 'email' | 'sms' | 'webhook' | 'slack' | 'http' | 'notice'

/** A way out of this machine, and how it does. */
export interface ChannelState {
  channel: ChannelName
  nature: 'idempotent' | 'askable' | 'blind'
  health: { lastSentAt: number | null; failed: number; inDoubt: number; beingAsked: number; waiting: number; slowedDown: number; lastHeardAt: number | null }
}

export interface Dkim {
  domain: string
  isOn: boolean
  createdAt: number
  record: { name: string; value: string }
}

export interface SmsAccount {
  url: string
  accountSid: string
  sender: string
  perSecond: number
  /** Where the provider is to bring messages that come. */
  inboundUrl: string
}

export interface ChannelsAnswer {
  channels: ChannelState[]
  /** The devices on which people are told. */
  push: { devices: number; people: number; notReached: number; waiting: number; lastSentAt: number | null }
  mail: { from: string; isLocal: boolean; in: { since: number; lastAt: number | null } | null; dkim: Dkim | null }
  sms: SmsAccount | null
  now: number
}

export interface SmsInput {
  url: string
  accountSid: string
  /** Left out: the one that is kept stays. */
  token?: string
  sender: string
  perSecond: number
}

export interface TestResult {
  state: 'done' | 'failed' | 'retry' | 'unknown'
  reason: string | null
}

const everyMs = 10_000

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: async () => {
    const answer = await read<ChannelsAnswer>(server.$get() as Promise<Response>)
    setServerNow(answer.now)
    return answer
  },
  refetchInterval: everyMs,
})

/** How many messages may go within a second (null: no limit), and how many wait for their turn. */
export interface SendRate {
  perSecond: number | null
  waiting: number
}

export const sendRatesQuery = queryOptions({ queryKey: ['send-rates'], queryFn: () => read<{ email: SendRate; sms: SendRate }>(rates.$get()), refetchInterval: everyMs })

/** For revenue operations only. */
export const channelsApi = {
  saveSms: (input: SmsInput) => read(server.sms.$put({ json: input })),
  removeSms: () => read(server.sms.$delete()),
  setMailRate: (perSecond: number | null) => read(rates.$put({ json: { email: perSecond } })),
  makeMailAddress: (): Promise<{ address: string }> => read(server['mail-in'].$post()),
  makeDkim: (domain: string) => read(server.dkim.$post({ json: { domain } })),
  switchDkim: (isOn: boolean) => read(server.dkim.$put({ json: { isOn } })),
  test: (test: { channel: 'email' } | { channel: 'sms'; to: string }): Promise<TestResult> => read(server.test.$post({ json: test })),
}
