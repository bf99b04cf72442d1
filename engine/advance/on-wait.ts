import { ask, askFresh, firstPhase, retryAt, stepAt } from './ask'
import type { Event } from './messages'
import { followOutcome } from './moves'
import type { Token } from './state'
import type { Turn } from './turn'

/** The wait's row is written; its time, or the answer that was there before it, is known now. */
export function onOpened(turn: Turn, token: Token, event: Extract<Event, { type: 'opened' }>): void {
  if (event.outcome) return followOutcome(turn, token, event.outcome)
  if (event.retryAt !== undefined) return retryAt(turn, token, event.retryAt)
  waitUntil(turn, token, event.until)
}

/** The time is over, as the timer says; the wait's row decides whether an answer came first. */
export function onTimerFired(turn: Turn, id: number): void {
  if (turn.state.ending) return
  const token = turn.state.tokens.find((each) => each.id === id)
  if (!token) return
  token.until = undefined
  if (token.held) return askFresh(turn, token)
  const step = stepAt(turn, token.at)
  if (token.phase === 'waiting') token.phase = 'closing'
  else if (token.phase === 'retrying') token.phase = firstPhase(step)
  else return
  ask(turn, token, step)
}

export function onClosed(turn: Turn, token: Token, event: Extract<Event, { type: 'closed' }>): void {
  if (event.outcome) return followOutcome(turn, token, event.outcome)
  waitUntil(turn, token, event.until)
}

function waitUntil(turn: Turn, token: Token, until: number | undefined): void {
  if (until === undefined) throw new Error(`engine.advance: wait at ${token.at} has neither an answer nor a time`)
  token.phase = 'waiting'
  token.until = until
  ask(turn, token, stepAt(turn, token.at))
}
