import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { SourceRule } from '#nodes/revops/source-rule'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { sources: server } = hc<Api>('/', { init: { credentials: 'same-origin' } }).api

export type SourceKind = 'signed-webhook' | 'path-webhook' | 'api' | 'import' | 'named'
/** The kinds that people make. */
export type NewSourceKind = 'signed-webhook' | 'path-webhook' | 'api'

/** Where leads come from, and where they go. */
export interface Source {
  id: string
  name: string
  kind: SourceKind
  rule: SourceRule | null
  /** The name of the rule's team, where it still exists. */
  ruleTeam: string | null
  state: 'new' | 'default' | 'ruled' | 'team-gone'
  /** Whether people are being asked for a rule now. */
  isAsking: boolean
  /** People who come by it confirm their e-mail address first. */
  confirmsEmail: boolean
  leads30: number
  lastLeadAt: number | null
  /** Where it sends to, as far as that is no secret. */
  address: string | null
}

export interface DefaultPool {
  teamId: string | null
  queueId: string | null
}

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async () => {
    const answer = await read<{ sources: Source[]; pool: DefaultPool; now: number }>(server.$get() as Promise<Response>)
    setServerNow(answer.now)
    return answer
  },
})

/** For revenue operations only; managers may read. */
export const sourcesApi = {
  create: (source: { name: string; kind: NewSourceKind }): Promise<{ id: string; secret: string; address: string | null }> => read(server.$post({ json: source })),
  setRule: (id: string, rule: SourceRule | null) => read(server[':id'].rule.$put({ param: { id }, json: { rule } })),
  setConfirmation: (id: string, confirmsEmail: boolean) => read(server[':id'].confirmation.$put({ param: { id }, json: { confirmsEmail } })),
  setPool: (pool: { teamId: string; queueId: string | null }) => read(server.default.$put({ json: pool })),
}
