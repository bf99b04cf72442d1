import type { Delivery, Provider } from '#engine/providers'
import { effectId } from '../effect-id'
import { deliveryOfPost } from '../http/delivery-of-post'
import { type ResolveAddress, findAddress } from '../http/find-address'
import { type Posted, postJson } from '../http/post-json'

const who = 'The chat'

/** Posts to Slack's incoming webhooks and what is compatible with them. Slack ignores the key; some others honour it. */
export function createSlackProvider({ resolve }: { resolve: ResolveAddress }): Provider {
  return async (request, { key, timeoutMs }) => {
    if (request.channel !== 'slack') throw new Error(`connectors.slack: cannot send a ${request.channel}`)
    const { text } = request.body
    if (typeof text !== 'string' || text === '') return { state: 'failed', reason: 'The chat message has no text.' }
    const address = findAddress(resolve, request.connectionId)
    if (!('url' in address)) return address

    const headers = { 'idempotency-key': effectId(key) }
    const posted = await postJson({ url: address.url, headers, body: JSON.stringify({ text }), timeoutMs })
    return deliveryOfAnswer(posted)
  }
}

/** As for webhooks, but a 2xx is believed only if it looks like a chat's, and Slack's own word for a refusal is told. */
function deliveryOfAnswer(posted: Posted): Delivery {
  const delivery = deliveryOfPost(posted, { who, now: Date.now() })
  if (posted.phase !== 'answered') return delivery
  if (delivery.state === 'done' && /html/i.test(posted.contentType)) return { state: 'failed', reason: `${who} answered with a web page: the address is not a chat’s.` }
  const refusal = findRefusal(posted)
  if (refusal === undefined || delivery.state === 'retry') return delivery
  return { state: 'failed', reason: `${who} refused the message (${posted.status}): ${refusal}.` }
}

/** Slack says `no_service` or `{"ok":false,"error":"no_service"}`; anything that is not one such word is not repeated. */
function findRefusal({ status, text }: Posted & { phase: 'answered' }): string | undefined {
  const isWord = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z_]{1,40}$/.test(value)
  const plain = text.trim()
  if (status >= 400) return isWord(plain) ? plain : undefined
  try {
    const answer: unknown = JSON.parse(plain)
    if (typeof answer !== 'object' || answer === null || !('ok' in answer) || answer.ok !== false) return undefined
    return 'error' in answer && isWord(answer.error) ? answer.error : 'it gave no reason'
  } catch {
    return undefined
  }
}
