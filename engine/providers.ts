import type { Channel, EffectRequest } from '#nodes/sdk/effect'
import type { JsonObject } from '#nodes/sdk/json'

/** What became of one attempt. `unknown`: the provider may or may not have taken it; it is never sent again blindly. */
export type Delivery =
  /** `response`: what the other side answered, where the step hands that on. */
  | { state: 'done'; providerId?: string; response?: JsonObject }
  | { state: 'failed'; reason: string }
  | { state: 'retry'; reason: string; retryAfterMs?: number }
  | { state: 'unknown'; reason: string }

/**
 * Hands a request to the outside, once. Never throws for what the other side does; gives up after `timeoutMs` and then
 * says `retry` only if nothing of the message was sent. `key` is the same for every attempt of the same effect.
 */
export type Provider = (request: EffectRequest, attempt: { key: string; timeoutMs: number }) => Promise<Delivery>

/** Notices need no provider: they are rows of our own. */
export type Providers = Record<Exclude<Channel, 'notice'>, Provider>
