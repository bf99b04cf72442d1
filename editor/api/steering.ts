import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { RuleGroup } from '#nodes/revops/condition'
import type { Api } from '#server/app'
import { read } from './read'

const { runs: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

export type Steering = 'pause' | 'resume' | 'stop' | 'move'

/** Why a run stays with its version. */
export type StaysBecause = 'begins' | 'gone' | 'way' | 'parallel' | 'off-line' | 'busy'

/** What an act on many runs would mean: how many, of how many people, and their messages by what becomes of them. */
export interface SteeringPreview {
  runs: number
  people: number
  waiting: number
  beingSent: number
  inDoubt: number
  gone: number
  /** Runs that cannot be moved, by why. */
  stay: Partial<Record<StaysBecause, number>>
}

/** Which runs are meant, and what is to be done with them. */
export interface SteeringAsk {
  act: Steering
  flow?: string
  /** Everything about the person of this lead. */
  lead?: string
  condition?: RuleGroup
  everything?: boolean
}

export const steeringApi = {
  steer: (ask: SteeringAsk) => read<{ changed: number }>(server.steer.$post({ json: ask })),
}

/** What an act on many runs would mean now. */
export const steeringPreviewQuery = (ask: SteeringAsk) =>
  queryOptions({ queryKey: ['runs', 'steer', ask], queryFn: () => read<SteeringPreview>(server.steer.preview.$post({ json: ask })), placeholderData: keepPreviousData, staleTime: 0 })
