import type { z } from 'zod'
import { renderText } from '../../revops/text'
import { textScope } from '../../revops/text-scope'
import type { Outcome, StepContext } from '../../sdk/context'
import type { EffectHandler } from '../../sdk/effect'
import type { Json } from '../../sdk/json'
import { NodeError } from '../../sdk/node-error'
import type { httpRequest } from './definition'

type Params = z.output<typeof httpRequest.params>

/** One row of the ledger: the run stands here until the request is answered, given up, or doubtful. */
export const sendHttpRequest: EffectHandler<Params> = {
  meanwhile: 'hold',

  items({ run, step }) {
    // Whom it reaches is in the request, and only there: an address may hold personal data.
    return [{ item: 'request', channel: 'http', recipient: 'web', intent: ['http', run.id, step.nodeId, String(step.visit)] }]
  },

  request(context) {
    const { params } = context
    const scope = textScope(context)
    const hasBody = params.method !== 'GET' && params.method !== 'DELETE'
    return {
      channel: 'http', method: params.method, url: renderUrl(params.url, scope), headers: renderHeaders(context, hasBody),
      timeoutMs: params.timeout * 1_000, maxBytes: params.maxKilobytes * 1_024, retryOn: statusesOf(params.retryOn),
      ...(hasBody && { body: renderBody(params.body, scope) }), ...(params.connection !== '' && { connectionId: params.connection }),
    }
  },

  outcome(_context, results): Outcome {
    const [result] = results
    const response = result?.state === 'done' ? result.response : undefined
    const status = response?.status
    if (response && typeof status === 'number') return { outlet: status < 400 ? 'done' : status < 500 ? 'refused' : 'failed', output: response, reason: { status } }
    if (result?.state === 'done') return { outlet: 'done' }
    return { outlet: 'failed', reason: { state: result?.state ?? 'none', ...(result?.reason && { why: result.reason }) } }
  },
}

function renderUrl(template: string, scope: ReturnType<typeof textScope>): string {
  const text = renderText(template, scope).trim()
  if (!/^https?:\/\/[^\s/?#]+[^\s]*$/i.test(text)) throw new NodeError('bad-url', 'The address is not a web address once its fields are filled in. Look at the fields that it names, and put values in as {{ … | url_encode }}.')
  if (/^https?:\/\/[^/?#]*@/i.test(text)) throw new NodeError('bad-url', 'The address has a name and password in it. Keep them in a connection, and choose that in this step.')
  return text
}

function renderHeaders(context: StepContext<Params>, hasBody: boolean): Record<string, string> {
  const scope = textScope(context)
  const headers: Record<string, string> = { accept: 'application/json, text/plain;q=0.9, */*;q=0.5', ...(hasBody && { 'content-type': 'application/json' }) }
  for (const { name, value } of context.params.headers) {
    const text = renderText(value, scope).replace(/[\r\n\t]+/g, ' ').trim()
    if (!/^[\x20-\x7e\x80-\xff]*$/.test(text)) throw new NodeError('bad-header', `The header “${name}” came out with letters that a header cannot hold. Put the value in as {{ … | url_encode }}, or into the body.`)
    headers[name.toLowerCase()] = text
  }
  return headers
}

/** An empty body is sent as none at all. */
function renderBody(template: string, scope: ReturnType<typeof textScope>): string {
  const text = renderText(template, scope).trim()
  if (text === '') return ''
  try {
    return JSON.stringify(JSON.parse(text) as Json)
  } catch {
    throw new NodeError('bad-body', 'The body is not JSON once its fields are filled in. Put values in as {{ lead.name | json }}: that adds the quotes, and null where there is nothing.')
  }
}

/** `5xx` stands for all of them. */
function statusesOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const word = part.trim().toLowerCase()
    if (/^[45]xx$/.test(word)) return Array.from({ length: 100 }, (_, index) => Number(word[0]) * 100 + index)
    return word === '' ? [] : [Number(word)]
  })
}
