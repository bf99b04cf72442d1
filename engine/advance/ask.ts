import { assertNever } from '#nodes/sdk/assert-never'
import type { Step } from '../plan'
import { copyState, type Loop, type Token } from './state'
import type { Turn } from './turn'

/** Asks again for everything that tokens stand waiting for, and for what is still to be written down. */
export function askAgain(turn: Turn): void {
  for (const chore of turn.state.chores ?? []) turn.commands.push({ type: 'do-chore', chore })
  for (const token of turn.state.tokens) askFresh(turn, token)
}

/** Asks again for what one token stands waiting for; a pause of its own is over. */
export function askFresh(turn: Turn, token: Token): void {
  if (token.held) {
    if (token.until !== undefined) turn.commands.push({ type: 'cancel-timer', token: token.id })
    delete token.held
    delete token.until
  }
  ask(turn, token, stepAt(turn, token.at))
}

/** The command that belongs to the token's phase. */
export function ask(turn: Turn, token: Token, step: Step): void {
  const asked = { token: token.id, step: { nodeId: token.at, visit: token.visit }, ...(token.loops && { loop: token.loops.at(-1) as Loop }) }
  const type = 'type' in step ? step.type : step.op
  switch (token.phase) {
    case 'deciding':
      turn.commands.push({ type: 'decide', ...asked, nodeType: type })
      return
    case 'calling':
      turn.commands.push({ type: 'call', ...asked, nodeType: type })
      return
    case 'listing':
      turn.commands.push({ type: 'open-list', ...asked, ...(step.op === 'forEach' && step.times !== undefined && { times: step.times }) })
      return
    case 'opening':
      turn.commands.push({ type: 'open-wait', ...asked, snapshot: copyState(turn.state) })
      return
    case 'closing':
      turn.commands.push({ type: 'close-wait', ...asked })
      return
    case 'recording':
      turn.commands.push({ type: 'record', ...asked, outlet: token.outlet ?? '' })
      return
    case 'waiting':
    case 'retrying':
      turn.commands.push({ type: 'set-timer', token: token.id, until: token.until ?? turn.now })
      return
    default:
      assertNever(token.phase)
  }
}

/** Tries the token's step again at this instant. */
export function retryAt(turn: Turn, token: Token, until: number): void {
  token.phase = 'retrying'
  token.until = until
  ask(turn, token, stepAt(turn, token.at))
}

/** Tries the token's step again now, instead of when its timer fires. */
export function tryNow(turn: Turn, token: Token): void {
  turn.commands.push({ type: 'cancel-timer', token: token.id })
  const step = stepAt(turn, token.at)
  token.until = undefined
  token.phase = firstPhase(step)
  ask(turn, token, step)
}

export function stepAt(turn: Turn, id: string): Step {
  const step = turn.plan.steps[id]
  if (!step) throw new Error(`engine.advance: the plan has no step ${id}`)
  return step
}

/** What a token does first at a step. */
export function firstPhase(step: Step): Token['phase'] {
  switch (step.op) {
    case 'branch':
    case 'set':
      return 'deciding'
    case 'call':
      return step.on === 'records' ? 'deciding' : 'calling'
    case 'sleep':
    case 'await':
      return 'opening'
    case 'forEach':
      return 'listing'
    case 'fork':
    case 'join':
    case 'end':
      return 'recording'
    default:
      return assertNever(step)
  }
}
