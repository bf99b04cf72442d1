import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hc } from 'hono/client'
import type { Purpose } from '#nodes/revops/gate/channels'
import type { MessageWords } from '#nodes/revops/mail/message-words'
import type { Api } from '#server/app'
import { setServerNow } from './clock'
import { read } from './read'

const { api } = hc<Api>('/', { init: { credentials: 'same-origin' } })
const server = api['message-templates']

export type TemplateChannel = 'email' | 'sms'

/** A flow that sends a template: its published version does, or only its draft. */
export interface TemplateUse {
  id: string
  name: string
  isLive: boolean
}

export interface TemplateRow {
  id: string
  name: string
  channel: TemplateChannel
  number: number
  purpose: Purpose
  subject: string
  changedAt: number
  changedBy: string
  uses: TemplateUse[]
}

export interface TemplateVersion extends MessageWords {
  number: number
  createdAt: number
  createdBy: string
  /** The number of the version that it brought back. */
  restores: number | null
}

export interface WholeTemplate {
  id: string
  name: string
  channel: TemplateChannel
  newest: number
  /** The newest first. */
  versions: TemplateVersion[]
  uses: TemplateUse[]
  now: number
}

/** How it would read for a lead; null where it cannot be read yet. */
export interface TemplateLook {
  problems: string[]
  subject: string | null
  text: string | null
  html: string | null
  /** Fields that are empty for this lead: each stops the message. */
  gaps: number
  parts: number | null
  mostParts: number
}

async function withClock<Result extends { now: number }>(answer: Promise<unknown>): Promise<Result> {
  const result = (await answer) as Result
  setServerNow(result.now)
  return result
}

export const messageTemplatesQuery = queryOptions({ queryKey: ['message-templates'], queryFn: () => withClock<{ templates: TemplateRow[]; now: number }>(read(server.$get())) })
export const messageTemplateQuery = (id: string) => queryOptions({ queryKey: ['message-templates', id], queryFn: () => withClock<WholeTemplate>(read(server[':id'].$get({ param: { id } }) as Promise<Response>)) })
export const templateLookQuery = (json: { channel: TemplateChannel; subject: string; body: string; leadId?: string }) =>
  queryOptions({ queryKey: ['message-templates', 'look', json], queryFn: (): Promise<TemplateLook> => read(server.preview.$post({ json })), placeholderData: keepPreviousData, gcTime: 10_000 })

export const messageTemplatesApi = {
  create: (json: { name: string; channel: TemplateChannel; words: MessageWords }): Promise<{ id: string }> => read(server.$post({ json })),
  change: (id: string, json: { name: string; base: number; words: MessageWords }): Promise<{ number: number }> => read(server[':id'].$put({ param: { id }, json })),
  restore: (id: string, json: { number: number; base: number }): Promise<{ number: number }> => read(server[':id'].restore.$post({ param: { id }, json })),
  remove: (id: string) => read(server[':id'].$delete({ param: { id } })),
}
