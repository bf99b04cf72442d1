import { assertNever } from '#nodes/sdk/assert-never'
import { retryAt, stepAt } from './ask'
import type { Event } from './messages'
import { followOutcome, forkOut, goRound, leaveGroup } from './moves'
import type { Token } from './state'
import type { Turn } from './turn'

/** A way out that the reducer chose is written down: now it is gone. */
export function onRecorded(turn: Turn, token: Token): void {
  const step = stepAt(turn, token.at)
  switch (step.op) {
    case 'fork':
      return forkOut(turn, token)
    case 'join':
    case 'forEach':
      return followOutcome(turn, token, { outlet: token.outlet ?? '' })
    case 'end': {
      const { group } = token
      if (group === undefined) throw new Error(`engine.advance: ${token.at} ended a branch outside of a parallel part`)
      turn.state.tokens.splice(turn.state.tokens.indexOf(token), 1)
      return leaveGroup(turn, group, step.reason)
    }
    case 'call':
    case 'branch':
    case 'set':
    case 'sleep':
    case 'await':
      throw new Error(`engine.advance: ${token.at} was recorded, and records itself`)
    default:
      assertNever(step)
  }
}

/** The list of a "for each" stands: its first round begins. */
export function onListed(turn: Turn, token: Token, event: Extract<Event, { type: 'listed' }>): void {
  if (event.outcome) return followOutcome(turn, token, event.outcome)
  if (event.retryAt !== undefined) return retryAt(turn, token, event.retryAt)
  if (event.count === undefined) throw new Error(`engine.advance: the list of ${token.at} has neither a length nor a failure`)
  goRound(turn, token, stepAt(turn, token.at), { at: token.at, visit: token.visit, index: 0, count: event.count })
}
