import type { Outcome, StepContext } from './context'
import type { JsonObject } from './json'
import type { Services } from './services'

/** One thing done to the outside: one row of the ledger. */
export interface EffectItem {
  /** Stable within the step: the ledger's key is run, node, visit and this. */
  item: string
  channel: Channel
  /** Parts that make two sends "the same message" (lead, level, attempt, recipient …); unique over the whole workspace. */
  intent: string[]
  /** Who or what is addressed; a person's id, a team's channel. Never an address: those are looked up at begin. */
  recipient: string
  /** The person outside whom it is written to, where it is one: such messages are listed, and pass the contact gate. */
  contactId?: string
  /** When it was claimed, once it is a row of the ledger; ms since 1970. */
  claimedAt?: number
}

/** The ways out of this machine, and the notice on our own pages. */
export type Channel = 'email' | 'sms' | 'webhook' | 'slack' | 'http' | 'notice'

/** What the provider is given, rendered when the effect begins. Kept with the ledger row, never in Temporal's history. */
export type EffectRequest =
  | {
      channel: 'email'
      to: string
      toName: string
      subject: string
      text: string
      /** The same for programs that show more than text: a whole page. */
      html?: string
      /** In whose name, and where answers go; without it in the installation's. */
      from?: { name: string; replyTo: string }
      /** Where one click says no to such messages (RFC 8058). */
      unsubscribe?: string
    }
  /** `to` as E.164. In whose name is the connection's business. */
  | { channel: 'sms'; to: string; text: string }
  | { channel: 'webhook' | 'slack'; connectionId: string; body: JsonObject }
  | {
      channel: 'http'
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
      url: string
      headers: Record<string, string>
      body?: string
      timeoutMs: number
      /** The most bytes of an answer that are read; what comes after is cut off. */
      maxBytes: number
      /** Statuses that mean "not this time". */
      retryOn: number[]
      /** Where a secret header comes from. */
      connectionId?: string
    }
  /** `offerId`: the assignment that it asks this person about, if it does. */
  | { channel: 'notice'; personId: string; title: string; text: string; link: string; offerId?: string }

/** How one ledger row stands after an attempt. */
export interface EffectResult {
  item: string
  channel: Channel
  recipient: string
  state: 'claimed' | 'sending' | 'done' | 'failed' | 'unknown' | 'cancelled' | 'held'
  reason?: string
  /** What the other side answered, where the channel hands that on; of a row that was cancelled: `why`. */
  response?: JsonObject
}

/** What a run does while an effect is neither done nor refused. */
export type Meanwhile = 'go-on' | 'hold'

/** The other half of an effect node. All three functions are called inside transactions: keep them short. */
export interface EffectHandler<Params> {
  meanwhile: Meanwhile
  /** Which rows this step makes. Called once, when the step is first begun. */
  items(context: StepContext<Params>, services: Services): EffectItem[]
  /**
   * The request with fresh records, or why it must not happen any more (the row is then cancelled, with `why` as a code for the outcome), or not yet: the row is then held, and asked about
   * again at `until` (ms since 1970) or when the step is woken.
   */
  request(context: StepContext<Params>, item: EffectItem, services: Services): EffectRequest | { cancel: string; why?: string } | { hold: { until: number; reason: string } }
  /** The way out once the rows stand as given. With `go-on` it is asked as soon as one row is settled. */
  outcome(context: StepContext<Params>, results: EffectResult[]): Outcome
}
