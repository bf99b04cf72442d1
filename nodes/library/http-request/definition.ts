import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'

const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, 'Write the name of a header, such as Accept')

/** Headers that belong to the connection itself, or that only a connection's secret may be. */
const ours = ['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'expect', 'te', 'trailer', 'idempotency-key', 'accept-encoding']

export const httpRequest = defineNode({
  type: 'http-request',
  title: 'Call a web address',
  family: 'record',
  icon: 'globe',
  description: 'Sends a request to another system and keeps what it answers for later steps. It is never sent twice by accident: when it is not sure whether it arrived, a person is asked.',
  params: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST').meta({ title: 'Method', description: 'As the other system’s manual says. Reading changes nothing there.', enumNames: ['GET: read', 'POST: add', 'PUT: replace', 'PATCH: change', 'DELETE: remove'] }),
    url: z.string().max(2_000).refine(startsWell, 'Begin with https:// or http://').default('https://').meta({ title: 'Address', description: 'Put values in as {{ lead.email | url_encode }}.', widget: 'text' }),
    connection: z.string().max(40).default('').meta({ title: 'Signs in with', description: 'Connections keep the secret; it stands in no flow and no export.', widget: 'connection' }),
    headers: z
      .array(
        z.object({
          name: HeaderName.refine((name) => !ours.includes(name.toLowerCase()), 'This header is set by Watertight').meta({ title: 'Name', description: 'As the other system’s manual says, such as X-Team.' }),
          value: z.string().max(2_000).default('').meta({ title: 'Value', description: 'A secret does not belong here: keep it in a connection.', widget: 'text' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: 'Headers', description: 'Rarely needed; the type of the body is set already.' }),
    body: z.string().max(20_000).default('{\n  "name": {{ lead.name | json }},\n  "email": {{ lead.email | json }}\n}').meta({
      title: 'Body, as JSON', description: 'Put values in as {{ lead.name | json }}, so that quotes within them do no harm.', widget: 'json',
      showWhen: { method: ['POST', 'PUT', 'PATCH'] },
    }),
    timeout: z.number().int().min(1).max(10).default(10).meta({ title: 'Give up after (seconds)', description: 'An answer that comes later is not waited for; a person is asked whether it arrived.', advanced: true }),
    maxKilobytes: z.number().int().min(1).max(256).default(64).meta({ title: 'Read at most (kB)', description: 'Of what is read, later steps can use the first 60 kB.', advanced: true }),
    retryOn: z.string().max(200).regex(/^\s*(\d{3}|[45]xx)?(\s*,\s*(\d{3}|[45]xx))*\s*$/i, 'Write statuses with commas between: 429, 5xx').default('408, 425, 429, 5xx').meta({
      title: 'Try again on these answers', description: '5xx stands for all from 500 to 599. Everything else counts as an answer.', advanced: true,
    }),
  }),
  outlets: () => [
    { name: 'done', label: 'It answered', side: 'down' },
    { name: 'refused', label: 'It refused', side: 'right' },
    { name: 'failed', label: 'No good answer', side: 'left' },
  ],
  summary: (params) => `${params.method} ${params.url.replace(/^https?:\/\//, '').slice(0, 44) || 'no address yet'}`,
  produces: () => [
    { name: 'status', label: 'Status of the answer', type: 'number', example: 200 },
    { name: 'body', label: 'Body of the answer', type: 'object', example: '' },
  ],
  lower: () => ({ op: 'effect' }),
})

/** The scheme is never a value: a flow's data must not choose how it is sent. */
function startsWell(url: string): boolean {
  return /^https?:\/\//i.test(url.trim())
}
