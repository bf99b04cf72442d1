import { z } from 'zod'
import { defineNode } from '../../sdk/define-node'
import { t } from '../../sdk/t'

const HeaderName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/, t('Write the name of a header, such as Accept'))

/** Headers that belong to the connection itself, or that only a connection's secret may be. */
const ours = ['host', 'content-length', 'transfer-encoding', 'connection', 'upgrade', 'expect', 'te', 'trailer', 'idempotency-key', 'accept-encoding']

export const httpRequest = defineNode({
  type: 'http-request',
  title: t('Call a web address'),
  family: 'record',
  icon: 'globe',
  description: t('Sends a request to another system and keeps what it answers for later steps. It is never sent twice by accident: when it is not sure whether it arrived, a person is asked.'),
  params: z.object({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST').meta({ title: t('Method'), description: t('As the other system’s manual says. Reading changes nothing there.'), enumNames: [t('GET: read'), t('POST: add'), t('PUT: replace'), t('PATCH: change'), t('DELETE: remove')] }),
    url: z.string().max(2_000).refine(startsWell, t('Begin with https:// or http://')).default('https://').meta({ title: t('Address'), description: t('Put values in as {example}.', { example: '{{ lead.email | url_encode }}' }), widget: 'text' }),
    connection: z.string().max(40).default('').meta({ title: t('Signs in with'), description: t('Connections keep the secret; it stands in no flow and no export.'), widget: 'connection' }),
    headers: z
      .array(
        z.object({
          name: HeaderName.refine((name) => !ours.includes(name.toLowerCase()), t('This header is set by Watertight')).meta({ title: t('Name'), description: t('As the other system’s manual says, such as X-Team.') }),
          value: z.string().max(2_000).default('').meta({ title: t('Value'), description: t('A secret does not belong here: keep it in a connection.'), widget: 'text' }),
        }),
      )
      .max(20)
      .default([])
      .meta({ title: t('Headers'), description: t('Rarely needed; the type of the body is set already.') }),
    body: z.string().max(20_000).default('{\n  "name": {{ lead.name | json }},\n  "email": {{ lead.email | json }}\n}').meta({
      title: t('Body, as JSON'), description: t('Put values in as {example}, so that quotes within them do no harm.', { example: '{{ lead.name | json }}' }), widget: 'json',
      showWhen: { method: ['POST', 'PUT', 'PATCH'] },
    }),
    timeout: z.number().int().min(1).max(10).default(10).meta({ title: t('Give up after (seconds)'), description: t('An answer that comes later is not waited for; a person is asked whether it arrived.'), advanced: true }),
    maxKilobytes: z.number().int().min(1).max(256).default(64).meta({ title: t('Read at most (kB)'), description: t('Of what is read, later steps can use the first 60 kB.'), advanced: true }),
    retryOn: z.string().max(200).regex(/^\s*(\d{3}|[45]xx)?(\s*,\s*(\d{3}|[45]xx))*\s*$/i, t('Write statuses with commas between: 429, 5xx')).default('408, 425, 429, 5xx').meta({
      title: t('Try again on these answers'), description: t('5xx stands for all from 500 to 599. Everything else counts as an answer.'), advanced: true,
    }),
  }),
  outlets: () => [
    { name: 'done', label: t('It answered'), side: 'down' },
    { name: 'refused', label: t('It refused'), side: 'right' },
    { name: 'failed', label: t('No good answer'), side: 'left' },
  ],
  summary: (params) => `${params.method} ${params.url.replace(/^https?:\/\//, '').slice(0, 44) || t('no address yet')}`,
  produces: () => [
    { name: 'status', label: t('Status of the answer'), type: 'number', example: 200 },
    { name: 'body', label: t('Body of the answer'), type: 'object', example: '' },
  ],
  lower: () => ({ op: 'effect' }),
})

/** The scheme is never a value: a flow's data must not choose how it is sent. */
function startsWell(url: string): boolean {
  return /^https?:\/\//i.test(url.trim())
}
