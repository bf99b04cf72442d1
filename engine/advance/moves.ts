import { assertNever } from '#nodes/sdk/assert-never'
import type { Step } from '../plan'
import type { StepOutcome } from './messages'
import type { Ending, State, Token } from './state'
import type { Turn } from './turn'

/** Puts a token at a step and asks for what the step needs. A given token moves there; without one a new one is made. */
export function enter(turn: Turn, stepId: string, token?: Token): void {
  const { state } = turn
  const visit = (state.visits[stepId] ?? 0) + 1
  state.visits[stepId] = visit
  const moved: Token = { id: token?.id ?? state.nextToken, at: stepId, visit, phase: 'deciding' }
  if (token) state.tokens[state.tokens.indexOf(token)] = moved
  else {
    state.nextToken += 1
    state.tokens.push(moved)
  }
  const step = stepAt(turn, stepId)
  if (step.op === 'end') return askEnd(turn, { reason: step.reason, at: { nodeId: stepId, visit } })
  moved.phase = firstPhase(step)
  ask(turn, moved, step)
}

/** Goes the way an outcome names. A failure goes by the error way; where there is none the run fails, visibly. */
export function followOutcome(turn: Turn, token: Token, outcome: StepOutcome): void {
  const step = stepAt(turn, token.at)
  if (step.op === 'end') throw new Error(`engine.advance: end step ${token.at} had an outcome`)
  if ('failed' in outcome) {
    if (step.error !== undefined) return enter(turn, step.error, token)
    return askEnd(turn, failed({ nodeId: token.at, ...outcome.failed }))
  }
  const next = step.ways[outcome.outlet]
  if (next !== undefined) return enter(turn, next, token)
  askEnd(turn, failed({ nodeId: token.at, code: 'no-way-out', message: `The step went by “${outcome.outlet}”, and that way leads nowhere in this version.` }))
}

/** Asks for the end; from here on nothing else is begun. */
export function askEnd(turn: Turn, ending: Ending): void {
  const { state, commands } = turn
  for (const token of state.tokens) {
    if (token.phase === 'waiting' || token.phase === 'retrying') commands.push({ type: 'cancel-timer', token: token.id })
  }
  state.ending = ending
  commands.push({ type: 'end', ending, snapshot: structuredState(state) })
}

/** The ending of a run that could not go on. */
export function failed(failure: NonNullable<Ending['failure']>): Ending {
  return { reason: 'failed', failure }
}

/** Asks again for everything that tokens stand waiting for. */
export function askAgain(turn: Turn): void {
  for (const token of turn.state.tokens) ask(turn, token, stepAt(turn, token.at))
}

/** The command that belongs to the token's phase. */
export function ask(turn: Turn, token: Token, step: Step): void {
  if (step.op === 'end') return
  const ref = { nodeId: token.at, visit: token.visit }
  switch (token.phase) {
    case 'deciding':
      turn.commands.push({ type: 'decide', token: token.id, step: ref, nodeType: step.type })
      return
    case 'calling':
      turn.commands.push({ type: 'call', token: token.id, step: ref, nodeType: step.type })
      return
    case 'opening':
      turn.commands.push({ type: 'open-wait', token: token.id, step: ref, snapshot: structuredState(turn.state) })
      return
    case 'closing':
      turn.commands.push({ type: 'close-wait', token: token.id, step: ref })
      return
    case 'waiting':
    case 'retrying':
      turn.commands.push({ type: 'set-timer', token: token.id, until: token.until ?? turn.now })
      return
    default:
      assertNever(token.phase)
  }
}

export function stepAt(turn: Turn, id: string): Step {
  const step = turn.plan.steps[id]
  if (!step) throw new Error(`engine.advance: the plan has no step ${id}`)
  return step
}

function firstPhase(step: Exclude<Step, { op: 'end' }>): Token['phase'] {
  switch (step.op) {
    case 'branch':
    case 'set':
      return 'deciding'
    case 'call':
      return step.on === 'records' ? 'deciding' : 'calling'
    case 'sleep':
    case 'await':
      return 'opening'
    default:
      return assertNever(step)
  }
}

/** A copy that later changes of this turn do not reach. */
function structuredState(state: State): State {
  return { ...state, tokens: state.tokens.map((token) => ({ ...token })), visits: { ...state.visits } }
}
