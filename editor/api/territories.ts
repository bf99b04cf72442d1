import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { RuleGroup } from '#nodes/revops/condition'
import type { Api } from '#server/app'
import { read } from './read'
import type { Ref } from './types'

const { territories: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

export interface Territory {
  id: string
  name: string
  condition: RuleGroup
  people: Ref[]
  teams: string[]
  leads30: number
  isCovered: boolean
}

export interface Territories {
  /** In their order: a lead belongs to the first whose rules it fits. */
  territories: Territory[]
  /** Reps; those without a territory work everywhere. */
  everyone: (Ref & { team: string; territories: string[] })[]
  everywhere: Ref[]
  /** Leads of the last 30 days that have none, and those whose territory is not on the list. */
  withoutTerritory: number
  strange: { name: string; leads30: number; people: string[] }[]
  version: number
}

interface TerritoryInput {
  name: string
  condition: RuleGroup
  people: string[]
}

/** For revenue operations only; managers may read. */
export const territoriesApi = {
  create: (input: TerritoryInput) => read(server.$post({ json: input as never })),
  update: (id: string, input: TerritoryInput) => read(server[':id'].$put({ param: { id }, json: input as never })),
  delete: (id: string) => read(server[':id'].$delete({ param: { id } })),
  order: (ids: string[]) => read(server.order.$put({ json: { ids } })),
  place: (): Promise<{ placed: number }> => read(server.place.$post()),
}

export const territoriesQuery = queryOptions({ queryKey: ['territories'], queryFn: (): Promise<Territories> => read(server.$get() as Promise<Response>) })
