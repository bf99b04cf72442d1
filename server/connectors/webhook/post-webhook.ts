import { Webhook } from 'standardwebhooks'
import type { Nature, Provider } from '#engine/providers'
import type { EffectRequest } from '#nodes/sdk/effect'
import { effectId } from '../effect-id'
import { deliveryOfPost } from '../http/delivery-of-post'
import { type ResolveAddress, findAddress } from '../http/find-address'
import { postJson } from '../http/post-json'
import { natures } from '../natures'

const who = 'The webhook’s receiver'

/**
 * Posts to webhooks the Standard Webhooks way. `webhook-id` (and `Idempotency-Key`, for those who know only that) is the
 * same for every attempt of an effect: receivers drop doubles by it.
 */
export function createWebhookProvider({ resolve }: { resolve: ResolveAddress }): Provider {
  const send: Provider = async (request, { key, timeoutMs }) => {
    if (request.channel !== 'webhook') throw new Error(`connectors.webhook: cannot send a ${request.channel}`)
    const address = findAddress(resolve, request.connectionId)
    if (!('url' in address)) return address

    const body = JSON.stringify(request.body)
    // Receivers compare it with their own clock, so it is the wall's, even where runs live in another time.
    const sentAt = new Date()
    const id = `msg_${effectId(key)}`
    const signature = address.secret === undefined ? undefined : sign(address.secret, id, sentAt, body)
    if (signature === 'unusable') return { state: 'failed', reason: 'The connection’s signing secret is not usable. Enter a new one.' }

    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'idempotency-key': id,
      ...(signature && { 'webhook-signature': signature }),
    }
    return deliveryOfPost(await postJson({ url: address.url, headers, body, timeoutMs }), { who, now: Date.now() })
  }
  return Object.assign(send, {
    nature(request: EffectRequest): Nature {
      const address = request.channel === 'webhook' ? findAddress(resolve, request.connectionId) : undefined
      return address && 'dropsDoubles' in address ? 'idempotent' : natures.webhook
    },
  })
}

function sign(secret: string, id: string, at: Date, body: string): string {
  try {
    return new Webhook(secret).sign(id, at, body)
  } catch {
    // The library's error is not passed on: it may quote the secret.
    return 'unusable'
  }
}
