import { queryOptions } from '@tanstack/react-query'
import type { FlowDocument } from '#engine/graph/flow'
import type { JsonObject } from '#nodes/sdk/json'
import { hc } from 'hono/client'
import type { Api } from '#server/app'
import { ApiError } from './api-error'
import { read, toError } from './read'
import type { RunDetail } from './types'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export type Channel = 'email' | 'sms' | 'webhook' | 'slack' | 'http'
export type Answer = 'have-it' | 'pass-on' | 'approve' | 'reject'
/** How a way out behaves from now on; null: as it does otherwise. */
export type ChannelBehaviour = { down: true } | { timesOutAfterAccept: 1 } | null

export type ScenarioAct = { afterMs: number } & ({ act: Answer } | { act: 'claim'; personId: string } | { act: 'hear'; type: string; data: JsonObject } | { act: 'fail'; channel: Channel; behaviour: ChannelBehaviour })

/** One lead that comes to a flow, and the circumstances. */
export interface Scenario {
  lead: JsonObject
  event?: { type: string; data: JsonObject }
  times: number
  startAt: number
  seed: number
  situation: 'usual' | 'nobody-available' | 'everyone-full'
  providers: 'usual' | 'failing' | 'uncertain'
  answers: 'nobody' | 'everybody'
  acts: ScenarioAct[]
}

export interface Outcome {
  state: 'ended' | 'open' | 'going-round' | 'not-started' | 'cut'
  afterMs: number
  runs: number
  arrived: 'new' | 'duplicate' | 'stuck'
  endReason: string | null
  failure: string | null
  standsAt: string | null
  way: { nodeId: string; outlet: string | null }[]
  owner: string | null
  messages: { nodeId: string; channel: string; to: string; state: string }[]
  work: { kind: string; title: string }[]
  place: 'closed' | 'owned' | 'asked' | 'in-queue' | 'with-person' | 'under-way' | 'ended' | 'nobody' | null
  bugs: string[]
  lateActs: number
}

export type Message = Pick<Outcome['messages'][number], 'nodeId' | 'channel' | 'to'>
export type Expected = Pick<Outcome, 'state' | 'endReason' | 'way' | 'owner'> & { messages: Message[] }

export type Difference =
  | { kind: 'way'; expected: Outcome['way'][number] | null; found: Outcome['way'][number] | null }
  | { kind: 'end'; expected: Pick<Outcome, 'state' | 'endReason'>; found: Pick<Outcome, 'state' | 'endReason'> }
  | { kind: 'owner'; expected: string | null; found: string | null }
  | { kind: 'messages'; missing: Message[]; more: Message[] }

export interface Example {
  id: string
  name: string
  scenario: Scenario
  expected: Expected
}

/** What of a step only a simulation tells. */
export type TraceEntry = { seq: number; at: number } & (
  | { kind: 'step'; runId: string; nodeId: string; visit: number; read: JsonObject; params: JsonObject }
  | { kind: 'effect'; runId: string; nodeId: string; visit: number; channel: string; recipient: string; state: string; message: unknown }
  | { kind: 'event'; type: string; state: string }
  | { kind: 'bug'; message: string }
  | { kind: 'wait' | 'heard' | 'answer' | 'end' | 'provider' }
)

/** How a simulation stands. */
export interface SessionState {
  mode: 'stepping' | 'playing'
  clock: number
  nextAt: number | null
  tokens: { runId: string; nodeId: string; visit: number; state: 'next' | 'running' | 'waiting' | 'held'; until: number | null }[]
  runs: { id: string; state: string; endReason: string | null }[]
  asked: { leadId: string; personId: string; personName: string }[]
  work: { id: string; kind: string; title: string; leadId: string | null; assigneeName: string | null; dueAt: number; claimants: { id: string; name: string }[] }[]
  entries: TraceEntry[]
  isCut: boolean
  cursor: number
}

export type Command =
  | { name: 'step' | 'pause'; input: object }
  | { name: 'play'; input: { until?: number; speed?: number } }
  | { name: 'jump'; input: { to?: number } }
  | { name: 'answer'; input: { act: 'have-it' | 'pass-on'; leadId: string } | { act: 'claim'; workItemId: string; personId: string } | { act: 'approve' | 'reject'; workItemId: string } }
  | { name: 'fail'; input: { channel: Channel; behaviour: ChannelBehaviour } }

export type World = 'generated' | 'workspace'

/** Requests for trying out flows. */
export const trying = {
  begin: ({ flowId, document, scenario, world }: { flowId: string; document: FlowDocument; scenario: Scenario; world: World }) =>
    read(server.simulations.$post({ json: { flowId, document, scenario, world: { kind: world } } })) as Promise<SessionState & { id: string }>,
  state: (id: string, since: number) => read(server.simulations[':id'].$get({ param: { id }, query: { since: String(since) } })) as Promise<SessionState>,
  run: async (id: string): Promise<RunDetail | null> => (await (read(server.simulations[':id'].run.$get({ param: { id }, query: {} })) as Promise<{ run: RunDetail | null }>)).run,
  command: (id: string, { name, input }: Command) => post(`/api/simulations/${id}/${name}`, input),
  end: (id: string) => read(server.simulations[':id'].$delete({ param: { id } })),
  runAll: (input: { flowId: string; document: FlowDocument; scenarios: { id: string; scenario: Scenario }[] }, signal: AbortSignal) =>
    lines<{ id: string; outcome: Outcome }>('/api/simulations/scenarios', input, signal),

  leads: (flowId: string) => read(server.examples.leads.$get({ query: { flow: flowId } })) as Promise<{ samples: JsonObject[]; recent: { at: number; lead: JsonObject }[] }>,
  examples: (flowId: string) => read(server.examples.$get({ query: { flow: flowId } })) as unknown as Promise<{ examples: Example[] }>,
  save: (example: { flowId: string; name: string; scenario: Scenario; document: FlowDocument }) => read(server.examples.$post({ json: example })),
  rename: (id: string, name: string) => read(server.examples[':id'].$patch({ param: { id }, json: { name } })),
  accept: (id: string, document: FlowDocument) => read(server.examples[':id'].accept.$post({ param: { id }, json: { document } })),
  remove: (id: string) => read(server.examples[':id'].$delete({ param: { id } })),
  runExamples: (input: { flowId: string; document: FlowDocument }, signal: AbortSignal) => lines<{ id: string; outcome: Outcome; differences: Difference[] }>('/api/examples/run', input, signal),
}

export const examplesQuery = (flowId: string) => queryOptions({ queryKey: ['examples', flowId], queryFn: () => trying.examples(flowId) })
export const leadsToTryQuery = (flowId: string) => queryOptions({ queryKey: ['leads-to-try', flowId], queryFn: () => trying.leads(flowId), staleTime: 60_000 })

async function send(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch(path, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...(signal && { signal }) })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(0, 'unreachable', 'The server does not answer.')
  }
}

const post = (path: string, body: unknown) => read<unknown>(send(path, body))

/** Reads an answer line by line as it comes. A last line `{ error }` is thrown. */
async function* lines<Line extends object>(path: string, body: unknown, signal: AbortSignal): AsyncGenerator<Line, void, undefined> {
  const answer = await send(path, body, signal)
  if (!answer.ok || !answer.body) throw toError(answer.status, await answer.json().catch(() => null))
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    rest += value ?? ''
    const whole = rest.split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole.filter(Boolean)) {
      const parsed = JSON.parse(line) as Line
      if ('error' in parsed) throw toError(500, parsed)
      yield parsed
    }
    if (done) return
  }
}
