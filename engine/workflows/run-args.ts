import type { State } from '../advance/state'
import type { Plan } from '../plan'

/** What a run is started with. Ids and control only: parameters, texts and records stay in our own database. */
export interface RunArgs {
  runId: string
  generation: number
  plan: Plan
  /** From the snapshot, or from before continue-as-new; absent for a run that has not begun. */
  state?: State
  /** How long an effect's activity may take before it counts as lost, in ms. */
  callTimeoutMs: number
  /** Continue as new from so many events on, before the server suggests it. */
  maxHistoryEvents?: number
  /** Where effects are worked off. */
  effectsQueue: string
}
