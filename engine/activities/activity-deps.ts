import type { HandlerRegistry } from '#nodes/activities'
import type { Clock } from '../clock'
import type { Providers } from '../providers'
import type { RunStore } from '../run-store'
import type { KeepPace } from './keep-pace'

/** How long an attempt may take, in ms. The lease outlives the provider's time, and Temporal's outlives the lease. */
export interface EffectLimits {
  providerTimeoutMs: number
  leaseMs: number
  callTimeoutMs: number
}

export const standardLimits: EffectLimits = { providerTimeoutMs: 10_000, leaseMs: 15_000, callTimeoutMs: 20_000 }

export interface ActivityDeps {
  store: RunStore
  handlers: HandlerRegistry
  providers: Providers
  clock: Clock
  limits: EffectLimits
  /** Shared with whatever else goes out by the same providers from this process; else its own. */
  keepPace?: KeepPace
  /** Takes errors that are bugs of a node's code. */
  report(error: unknown): void
}
