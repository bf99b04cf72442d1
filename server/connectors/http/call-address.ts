import type { EffectRequest } from '#nodes/sdk/effect'
import type { Delivery, Provider } from '#engine/providers'
import type { ResolvedConnection } from '../../connections/resolve-connection'
import { effectId } from '../effect-id'
import { natures } from '../natures'
import { findAddress } from './find-address'
import type { IsAllowed } from './guarded-lookup'
import { readAnswer } from './read-answer'
import { parseRetryAfter } from './retry-after'
import { type Sent, sendOnce } from './send-once'

const who = 'The web address'
const mostRedirects = 3
const redirects = new Set([301, 302, 303, 307, 308])

type HttpRequest = Extract<EffectRequest, { channel: 'http' }>

/** A secret header and the only origin that may be given it. */
interface Secret {
  origin: string
  name: string
  value: string
}

/**
 * Calls web addresses for flows. Only the public internet, unless a host is allowed; that holds for each redirect as well,
 * of which three are followed. Whatever answers in the end is `done` with its answer, refusals too: the flow has a way out
 * for them. What may be sent again (GET, PUT, DELETE) is tried again when no answer came; the rest is then doubtful.
 */
export function createHttpProvider({ resolve, isAllowed }: { resolve(connectionId: string): ResolvedConnection | undefined; isAllowed: IsAllowed }): Provider {
  const send: Provider = async (request, { key, timeoutMs }) => {
    if (request.channel !== 'http') throw new Error(`connectors.http: cannot send a ${request.channel}`)
    const url = toUrl(request.url)
    if (!url) return { state: 'failed', reason: `${who} is not a web address.` }
    const secret = secretOf(request, url, resolve)
    if (secret && 'state' in secret) return secret
    return follow({ request, url, secret, key, until: Date.now() + Math.min(request.timeoutMs, timeoutMs) }, isAllowed)
  }
  return Object.assign(send, { nature: (request: EffectRequest) => (request.channel === 'http' && isRepeatable(request.method) ? 'idempotent' : natures.http) })
}

/** Whether HTTP says that a second time does no more than the first. */
function isRepeatable(method: HttpRequest['method']): boolean {
  return method === 'GET' || method === 'PUT' || method === 'DELETE'
}

interface Call {
  request: HttpRequest
  url: URL
  secret: Secret | undefined
  key: string
  until: number
}

async function follow({ request, url: first, secret, key, until }: Call, isAllowed: IsAllowed): Promise<Delivery> {
  let { method, body }: { method: string; body?: string } = request
  let url = first
  for (let hop = 0; ; hop += 1) {
    const headers = headersFor({ request, url, method, body, secret, key })
    const sent = await sendOnce({ method, url, headers, body, timeoutMs: Math.max(1, until - Date.now()), maxBytes: request.maxBytes }, isAllowed)
    if (sent.phase !== 'answered' || !redirects.has(sent.status) || sent.headers.location === undefined) return deliveryOf(sent, request, hop > 0)

    const next = URL.canParse(sent.headers.location, url.href) ? toUrl(new URL(sent.headers.location, url.href).href) : undefined
    if (hop >= mostRedirects) return { state: 'failed', reason: `${who} answered with more than ${mostRedirects} redirects, one after another.` }
    if (!next || (url.protocol === 'https:' && next.protocol === 'http:')) return { state: 'failed', reason: `${who} answered with a redirect to where it is not followed: away from https, or to something that is no web address.` }
    // As browsers do: "see other" is read, and what was moved for good or for now is only sent again where that was said.
    if (sent.status === 303 || (sent.status < 303 && method === 'POST')) {
      method = 'GET'
      body = undefined
    }
    url = next
  }
}

function headersFor({ request, url, method, body, secret, key }: Omit<Call, 'until'> & { method: string; body: string | undefined }): Record<string, string> {
  const isHome = url.origin === toUrl(request.url)?.origin
  const { 'content-type': contentType, ...own } = request.headers
  // Elsewhere than where the flow sends them, headers may be secrets in the wrong hands.
  const kept = isHome ? own : Object.fromEntries(Object.entries(own).filter(([name]) => name === 'accept'))
  return {
    ...kept,
    'user-agent': 'Watertight',
    'accept-encoding': 'identity',
    ...(body !== undefined && { 'content-type': contentType ?? 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
    ...(body === undefined && method !== 'GET' && method !== 'DELETE' && { 'content-length': '0' }),
    ...(request.method !== 'GET' && { 'idempotency-key': effectId(key) }),
    ...(secret && url.origin === secret.origin && { [secret.name]: secret.value }),
  }
}

function deliveryOf(sent: Sent, request: HttpRequest, wasRedirected: boolean): Delivery {
  const mayRepeat = isRepeatable(request.method)
  // Where the first address has taken what must not be sent twice, nothing after it makes it safe to begin again.
  const mayTryAgain = mayRepeat || !wasRedirected
  switch (sent.phase) {
    case 'not-sent':
      if (sent.code === 'EPRIVATE') return { state: 'failed', reason: `${who} lies within a private network, where flows may not go. If it should be reached, allow its host.` }
      return mayTryAgain ? { state: 'retry', reason: `${who} could not be reached (${sent.code}). Nothing was sent.` } : inDoubt(`and what it led on to could not be reached (${sent.code})`)
    case 'no-answer': {
      const how = sent.code === 'ETIMEDOUT' ? 'did not answer in time' : `ended the connection without an answer (${sent.code})`
      return mayRepeat ? { state: 'retry', reason: `${who} ${how}.` } : inDoubt(`and ${how}`)
    }
    case 'answered': {
      if (!request.retryOn.includes(sent.status)) return { state: 'done', response: readAnswer(sent) }
      if (!mayTryAgain) return inDoubt(`and what it led on to answered ${sent.status}`)
      const retryAfterMs = parseRetryAfter(sent.headers['retry-after'], Date.now())
      return { state: 'retry', reason: `${who} answered ${sent.status}.`, ...(retryAfterMs !== undefined && { retryAfterMs }) }
    }
  }
}

function inDoubt(how: string): Delivery {
  return { state: 'unknown', reason: `${who} took the request ${how}. It may or may not have been handled.` }
}

/** The secret header, if the step has one; or why the request must not be sent. Never a word of the secret. */
function secretOf({ connectionId }: HttpRequest, url: URL, resolve: (connectionId: string) => ResolvedConnection | undefined): Secret | Delivery | undefined {
  if (connectionId === undefined) return undefined
  const found = findAddress(resolve, connectionId)
  if ('state' in found) return found
  const match = /^([\w!#$%&'*+.^`|~-]+):\s*(.+)$/.exec(found.secret ?? '')
  const origin = toUrl(found.url)?.origin
  if (found.kind !== 'http' || !match?.[1] || !match[2] || !origin) return { state: 'failed', reason: 'The connection holds no header to sign in with. Choose another.' }
  if (origin !== url.origin) return { state: 'failed', reason: 'The connection’s secret is for another address than the one that is called. Nothing was sent.' }
  return { origin, name: match[1].toLowerCase(), value: match[2] }
}

function toUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' ? url : undefined
}
