import type { Event } from './messages'
import { ask, followOutcome, stepAt } from './moves'
import type { Token } from './state'
import type { Turn } from './turn'

/** An effect's attempt is over: go on, try again later, or both. */
export function onCalled(turn: Turn, token: Token, { outcome, retryAt }: Extract<Event, { type: 'called' }>): void {
  const { state } = turn
  if (retryAt !== undefined && (token.background || !outcome)) {
    token.phase = 'retrying'
    token.until = retryAt
    return ask(turn, token, stepAt(turn, token.at))
  }
  if (token.background) {
    state.tokens.splice(state.tokens.indexOf(token), 1)
    return
  }
  if (!outcome) throw new Error(`engine.advance: call of ${token.at} came back with nothing`)
  if (retryAt !== undefined) {
    const rest: Token = { id: state.nextToken, at: token.at, visit: token.visit, phase: 'retrying', until: retryAt, background: true }
    state.nextToken += 1
    state.tokens.push(rest)
    ask(turn, rest, stepAt(turn, rest.at))
  }
  followOutcome(turn, token, outcome)
}
