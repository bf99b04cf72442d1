import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { DutySpan, RotaHole } from '#nodes/revops/duty-spans'
import type { RotaLayer } from '#nodes/revops/rota'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

interface NowAndNext {
  current: { personId: string; until: number | null; insteadOf?: string } | null
  next: { personId: string; from: number } | null
  hole: RotaHole | null
}

export interface RotaRow extends NowAndNext {
  id: string
  name: string
  teamName: string
  zone: string
}

export interface Rotas {
  now: number
  /** Of everybody, by id. */
  names: Record<string, string>
  rotas: RotaRow[]
}

export interface KeptLayer extends RotaLayer {
  id: string
  spans: DutySpan[]
}

export interface RotaView extends RotaRow {
  now: number
  /** When each of the days begins that are shown, and when the last one is over. */
  days: number[]
  people: Record<string, { name: string; isHere: boolean }>
  layers: KeptLayer[]
  /** Those that are not over. */
  overrides: { id: string; personId: string; startsAt: number; endsAt: number }[]
  overrideSpans: DutySpan[]
  spans: DutySpan[]
  /** Published flows that have a step with it. */
  usedBy: string[]
}

async function withClock<Result extends { now: number }>(answer: Promise<Result>): Promise<Result> {
  const result = await answer
  setServerNow(result.now)
  return result
}

const { rotas } = server
const one = rotas[':id']

export const rotasApi = {
  make: (json: { name: string; people: string[] }): Promise<{ id: string }> => read(rotas.$post({ json })),
  rename: (id: string, name: string) => read(one.$patch({ param: { id }, json: { name } })),
  remove: (id: string) => read(one.$delete({ param: { id } })),
  addLayer: (id: string, json: RotaLayer): Promise<unknown> => read(one.layers.$post({ param: { id }, json })),
  changeLayer: (id: string, layerId: string, json: RotaLayer): Promise<unknown> => read(one.layers[':layerId'].$put({ param: { id, layerId }, json })),
  removeLayer: (id: string, layerId: string) => read(one.layers[':layerId'].$delete({ param: { id, layerId } })),
  orderLayers: (id: string, layerIds: string[]) => read(one.layers.$put({ param: { id }, json: { layerIds } })),
  addOverride: (id: string, json: { personId: string; startsAt: number; endsAt: number }) => read(one.overrides.$post({ param: { id }, json })),
  removeOverride: (id: string, overrideId: string) => read(one.overrides[':overrideId'].$delete({ param: { id, overrideId } })),
}

export const rotasQuery = queryOptions({ queryKey: ['roster', 'rotas'], queryFn: (): Promise<Rotas> => withClock(read(rotas.$get())) })
export const rotaQuery = (id: string, from?: number) =>
  queryOptions({ queryKey: ['roster', 'rotas', id, { from }], queryFn: (): Promise<RotaView> => withClock(read(one.$get({ param: { id }, query: from === undefined ? {} : { from: String(from) } }) as unknown as Promise<Response>)) })
