import { assertNever } from '#nodes/sdk/assert-never'
import type { Plan } from '../plan'
import { askAgain, askFresh, retryAt } from './ask'
import type { Command, Event } from './messages'
import { askEnd, enter, failed, followOutcome } from './moves'
import { onCalled } from './on-called'
import { onInbox } from './on-inbox'
import { onListed, onRecorded } from './on-recorded'
import { onClosed, onOpened, onTimerFired } from './on-wait'
import { copyState, type Phase, type State, type Token } from './state'
import type { Turn } from './turn'

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
  const state = copyState(before)
  state.seq += 1
  const commands: Command[] = []
  const turn: Turn = { plan, state, commands, now }
  takeIn(turn, event)
  const idle = state.tokens.every((token) => token.background)
  // The last token ran into nothing: without this the run would stay open for ever, and nobody would know.
  if (idle && !state.ending && !state.ended) askEnd(turn, failed({ nodeId: plan.entry, code: 'no-token', message: 'The run had nowhere to go.' }))
  return { state, commands }
}

/** Whether the run still wants what it asked for: a branch that was dropped meanwhile does not. */
export function isWanted(state: State, command: Command): boolean {
  if (!('step' in command)) return true
  return state.tokens.some((token) => token.id === command.token && token.at === command.step.nodeId && token.visit === command.step.visit)
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
      return withToken(turn, event.token, 'deciding', (token) => (event.outcome ? followOutcome(turn, token, event.outcome) : retryAt(turn, token, event.retryAt ?? turn.now)))
    case 'called':
      return withToken(turn, event.token, 'calling', (token) => onCalled(turn, token, event))
    case 'listed':
      return withToken(turn, event.token, 'listing', (token) => onListed(turn, token, event))
    case 'opened':
      return withToken(turn, event.token, 'opening', (token) => onOpened(turn, token, event))
    case 'timer-fired':
      return onTimerFired(turn, event.token)
    case 'closed':
      return withToken(turn, event.token, 'closing', (token) => onClosed(turn, token, event))
    case 'recorded':
      return withToken(turn, event.token, 'recording', (token) => onRecorded(turn, token))
    case 'held':
      return withToken(turn, event.token, undefined, (token) => hold(turn, token, event.until))
    case 'chore-done':
      state.chores = state.chores?.slice(1)
      if (state.chores?.length === 0) delete state.chores
      return
    case 'nudged':
      turn.commands.push({ type: 'read-inbox', cursor: state.cursor })
      return
    case 'inbox':
      return onInbox(turn, event.items, event.cursor)
    case 'ended':
      state.ended = true
      state.tokens = []
      return
    case 'end-held':
      return
    default:
      return assertNever(event)
  }
}

/** What was asked for is put off: until an instant, or until the run is resumed. */
function hold(turn: Turn, token: Token, until: number | undefined): void {
  if (until === undefined && token.resumed) {
    delete token.resumed
    return askFresh(turn, token)
  }
  token.held = true
  if (until === undefined) return
  token.until = until
  turn.commands.push({ type: 'set-timer', token: token.id, until })
}

/** Late answers to what a token asked before it moved on are dropped: the recorded outcome spoke already. */
function withToken(turn: Turn, id: number, phase: Phase | undefined, then: (token: Token) => void): void {
  if (turn.state.ending) return
  const token = turn.state.tokens.find((each) => each.id === id)
  if (token && (phase === undefined || token.phase === phase)) then(token)
}
