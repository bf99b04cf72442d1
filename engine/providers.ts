import type { Channel, EffectRequest } from '#nodes/sdk/effect'
import type { JsonObject } from '#nodes/sdk/json'

/** What became of one attempt. `unknown`: the provider may or may not have taken it; it is never sent again blindly. */
export type Delivery =
  /** `response`: what the other side answered, where the step hands that on. */
  | { state: 'done'; providerId?: string; response?: JsonObject }
  | { state: 'failed'; reason: string }
  | { state: 'retry'; reason: string; retryAfterMs?: number }
  /** `providerId`: what the other side calls it if it has taken it. */
  | { state: 'unknown'; reason: string; providerId?: string }

/**
 * Hands a request to the outside, once. Never throws for what the other side does; gives up after `timeoutMs` and then
 * says `retry` only if nothing of the message was sent. `key` is the same for every attempt of the same effect.
 */
export interface Provider {
  (request: EffectRequest, attempt: { key: string; timeoutMs: number }): Promise<Delivery>
  /** So many messages are handed over at the same time by one process; left out: any number. */
  atOnce?: number
  /** What is done about an attempt that may or may not have arrived; left out: it is blind. */
  nature?(request: EffectRequest): Nature
  /** What the other side knows of a message that was begun at `since` (ms since 1970). There where the nature is `askable`. Never throws. */
  lookUp?(request: EffectRequest, attempt: { key: string; since: number; timeoutMs: number }): Promise<LookedUp>
}

/**
 * How it becomes known what came of a doubtful attempt. `idempotent`: it is made again with the same key, and the other side drops the second. `askable`: the other
 * side is asked. `blind`: a person finds out.
 */
export type Nature = 'idempotent' | 'askable' | 'blind'

/** `unclear`: it could not be asked, or its answer does not tell. */
export type LookedUp = { state: 'found'; providerId: string } | { state: 'absent' } | { state: 'unclear'; reason: string }

/** Notices need no provider: they are rows of our own. */
export type Providers = Record<Exclude<Channel, 'notice'>, Provider>
