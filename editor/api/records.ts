import { queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import { nanoid } from 'nanoid'
import type { JsonObject } from '#nodes/sdk/json'
import type { Api } from '#server/app'
import { t } from '../words/t'
import { ApiError } from './api-error'
import { setServerNow } from './clock'
import { read, toError } from './read'

const { api: server } = hc<Api>('/', { init: { credentials: 'same-origin' } })

export type ImportState = 'mapping' | 'running' | 'paused' | 'done' | 'stopped'

export interface ImportRow {
  id: string
  name: string
  state: ImportState
  problem: string | null
  cameAs: 'utf-8' | 'utf-16' | 'windows-1252' | 'mixed'
  bytes: number
  bytesDone: number
  lines: number
  source: string | null
  startsFlows: boolean
  rows: number
  created: number
  duplicates: number
  stuck: number
  refused: number
  rowsPerSecond: number | null
  isWaiting: boolean
  createdAt: number
  startedAt: number | null
  endedAt: number | null
  now: number
}

export interface ImportDetail extends ImportRow {
  isFileKept: boolean
  sameFile: { id: string; name: string; startedAt: number | null; created: number } | null
  startableFlows: string[]
}

/** What the person chose; what is left out is found out by the server. */
export interface Reading {
  separator?: ',' | ';' | '\t' | '|'
  encoding?: 'utf-8' | 'windows-1252'
  decimal?: '.' | ','
  targets?: Target[]
}

export type Target = 'id' | 'name' | 'firstName' | 'lastName' | 'email' | 'phone' | 'company' | 'message' | 'territory' | 'industry' | 'amount' | 'score' | 'skills' | 'more' | 'skip'

export type PreviewRow = { line: number; lead: Record<string, unknown> } | { line: number; column: string | null; reason: string }

export interface Preview extends Required<Omit<Reading, 'targets'>> {
  columns: { name: string; target: Target; samples: string[] }[]
  choices: { target: Target; words: string }[]
  problem: string | null
  rows: PreviewRow[]
  tried: { rows: number; refused: number; reasons: { column: string | null; reason: string; count: number }[] }
}

export interface Refusal {
  line: number
  lastLine: number
  column: string | null
  reason: string
}

/** Examples of what fields held lately, by their path. */
export interface ExampleValues {
  fields: Record<string, (string | number | boolean)[]>
}

export const recordsApi = {
  exampleValues: (): Promise<ExampleValues> => read(server.leads.examples.$get()),
  record: (id: string): Promise<{ record: JsonObject }> => read(server.leads[':id'].record.$get({ param: { id } }) as Promise<Response>),
  imports: (): Promise<{ imports: ImportRow[] }> => read(server.imports.$get()),
  import: (id: string): Promise<ImportDetail> => read(server.imports[':id'].$get({ param: { id } })),
  preview: (id: string, reading: Reading): Promise<Preview> => read(server.imports[':id'].preview.$post({ param: { id }, json: reading })),
  begin: (id: string, beginning: Required<Reading> & { source: string; startsFlows: boolean }, key: string): Promise<ImportDetail> =>
    read(server.imports[':id'].begin.$post({ param: { id }, json: beginning }, { headers: { 'idempotency-key': key } })),
  changeImport: (id: string, change: 'pause' | 'resume' | 'stop'): Promise<ImportDetail> => read(server.imports[':id'].change.$post({ param: { id }, json: { change } })),
  discardImport: (id: string) => read(server.imports[':id'].$delete({ param: { id } })),
  refusals: (id: string): Promise<{ refused: Refusal[] }> => read(server.imports[':id'].refused.$get({ param: { id } })),
}

/** Where the refused rows of an import are downloaded. */
export const reportUrl = (id: string): string => `/api/imports/${encodeURIComponent(id)}/report`

/** A key for something that must not be made twice when the answer is lost. */
export const newKey = (): string => nanoid()

/** Sends a file and tells how much of it has gone out; `fetch` cannot tell. */
export function uploadFile(file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<ImportDetail> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/imports?name=${encodeURIComponent(file.name.slice(0, 200))}`)
    request.setRequestHeader('content-type', 'text/csv')
    request.setRequestHeader('idempotency-key', newKey())
    request.upload.addEventListener('progress', (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0))
    request.addEventListener('load', () => {
      let body: unknown = null
      try {
        body = JSON.parse(request.responseText)
      } catch {
        // Told by the status then.
      }
      if (request.status >= 200 && request.status < 300) resolve(body as ImportDetail)
      else reject(toError(request.status, body))
    })
    request.addEventListener('error', () => reject(new ApiError(0, 'unreachable', t('The connection broke before the file was there. Nothing was kept. Try again.'))))
    request.addEventListener('abort', () => reject(new ApiError(0, 'stopped', t('The upload was stopped. Nothing was kept.'))))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

async function withClock<Result extends { now: number }>(answer: Promise<Result>): Promise<Result> {
  const result = await answer
  setServerNow(result.now)
  return result
}

const runningEveryMs = 700
const listEveryMs = 3_000

export const importsQuery = queryOptions({ queryKey: ['imports'], queryFn: recordsApi.imports, refetchInterval: listEveryMs })

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: () => withClock(recordsApi.import(id)),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? runningEveryMs : false),
  })

export const previewQuery = (id: string, reading: Reading) => queryOptions({ queryKey: ['import', id, 'preview', reading], queryFn: () => recordsApi.preview(id, reading), staleTime: Number.POSITIVE_INFINITY })

export const refusalsQuery = (id: string, refused: number) => queryOptions({ queryKey: ['import', id, 'refused', refused], queryFn: () => recordsApi.refusals(id) })

const examplesForMs = 60_000

export const exampleValuesQuery = queryOptions({ queryKey: ['leads', 'examples'], queryFn: recordsApi.exampleValues, staleTime: examplesForMs })

export const recordQuery = (id: string) => queryOptions({ queryKey: ['leads', 'record', id], queryFn: () => recordsApi.record(id), staleTime: 10_000 })
