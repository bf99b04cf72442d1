import type { Plan } from '../plan'
import type { Command } from './messages'
import type { State } from './state'

/** One call of `advance`: the handlers of events change `state` and add `commands`. */
export interface Turn {
  plan: Plan
  state: State
  commands: Command[]
  now: number
}
