import { assertNever } from '#nodes/sdk/assert-never'
import type { Plan } from '../plan'
import { askAgain, askEnd, enter, failed, followOutcome } from './moves'
import type { Command, Event } from './messages'
import type { State, Token } from './state'
import type { Turn } from './turn'
import { onCalled } from './on-called'
import { onClosed, onOpened, onTimerFired } from './on-wait'
import { onInbox } from './on-inbox'

export interface Advanced {
  state: State
  commands: Command[]
}

/**
 * The interpreter: one event in, the next state and what to do about it out. Pure; the state given is not changed.
 *
 * Both drivers, Temporal and the simulator, execute its commands. Every command may be carried out more than once
 * (after a crash, from a snapshot): the activities behind them record their outcome once and repeat it.
 */
export function advance(plan: Plan, before: State, event: Event, now: number): Advanced {
  const state: State = { ...before, seq: before.seq + 1, tokens: before.tokens.map((token) => ({ ...token })), visits: { ...before.visits } }
  const commands: Command[] = []
  const turn: Turn = { plan, state, commands, now }
  takeIn(turn, event)
  const idle = state.tokens.every((token) => token.background)
  // The last token ran into nothing: without this the run would stay open for ever, and nobody would know.
  if (idle && !state.ending) askEnd(turn, failed({ nodeId: plan.entry, code: 'no-token', message: 'The run had nowhere to go.' }))
  return { state, commands }
}

function takeIn(turn: Turn, event: Event): void {
  const { state } = turn
  if (state.ended) return
  switch (event.type) {
    case 'started':
      if (state.ending) return askEnd(turn, state.ending)
      if (state.nextToken === 1) return enter(turn, turn.plan.entry)
      turn.commands.push({ type: 'read-inbox', cursor: state.cursor })
      return askAgain(turn)
    case 'decided':
      return withToken(turn, event.token, 'deciding', (token) => followOutcome(turn, token, event.outcome))
    case 'called':
      return withToken(turn, event.token, 'calling', (token) => onCalled(turn, token, event))
    case 'opened':
      return withToken(turn, event.token, 'opening', (token) => onOpened(turn, token, event))
    case 'timer-fired':
      return onTimerFired(turn, event.token)
    case 'closed':
      return withToken(turn, event.token, 'closing', (token) => onClosed(turn, token, event))
    case 'nudged':
      turn.commands.push({ type: 'read-inbox', cursor: state.cursor })
      return
    case 'inbox':
      return onInbox(turn, event.items, event.cursor)
    case 'ended':
      state.ended = true
      state.tokens = []
      return
    default:
      return assertNever(event)
  }
}

/** Late answers to what a token asked before it moved on are dropped: the recorded outcome spoke already. */
function withToken(turn: Turn, id: number, phase: Token['phase'], then: (token: Token) => void): void {
  if (turn.state.ending) return
  const token = turn.state.tokens.find((each) => each.id === id)
  if (token?.phase === phase) then(token)
}
