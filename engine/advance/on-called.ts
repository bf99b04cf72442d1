import { ask, retryAt, stepAt } from './ask'
import type { Event } from './messages'
import { followOutcome } from './moves'
import type { Token } from './state'
import type { Turn } from './turn'

/** An effect's attempt is over: go on, try again later, or both. */
export function onCalled(turn: Turn, token: Token, event: Extract<Event, { type: 'called' }>): void {
  const { state } = turn
  const { outcome } = event
  const isWoken = token.woken === true
  delete token.woken
  if (event.retryAt !== undefined && (token.background || !outcome)) return retryAt(turn, token, isWoken ? turn.now : event.retryAt)
  if (token.background) {
    state.tokens.splice(state.tokens.indexOf(token), 1)
    return
  }
  if (!outcome) throw new Error(`engine.advance: call of ${token.at} came back with nothing`)
  if (event.retryAt !== undefined) {
    const rest: Token = { id: state.nextToken, at: token.at, visit: token.visit, phase: 'retrying', until: event.retryAt, background: true }
    state.nextToken += 1
    state.tokens.push(rest)
    ask(turn, rest, stepAt(turn, rest.at))
  }
  followOutcome(turn, token, outcome)
}
