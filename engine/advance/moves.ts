import type { Step } from '../plan'
import { ask, firstPhase, stepAt } from './ask'
import type { StepOutcome } from './messages'
import { type Chore, copyState, type Ending, type Failure, type Group, type Loop, type Token } from './state'
import type { Turn } from './turn'

/** Puts a token at a step and asks for what the step needs. A given token moves there; without one a new one is made. */
export function enter(turn: Turn, stepId: string, token?: Token, inherited: Pick<Token, 'group' | 'loops'> = token ?? {}): void {
  const { state } = turn
  const step = stepAt(turn, stepId)
  const loops = loopsAt(step, stepId, inherited.loops)
  const round = loops?.at(-1)
  if (step.op === 'forEach' && round?.at === stepId && token) return nextRound(turn, token, step, loops ?? [])
  if (step.op === 'join' && inherited.group !== undefined) return arrive(turn, stepId, token, inherited.group)

  const visit = (state.visits[stepId] ?? 0) + 1
  state.visits[stepId] = visit
  const moved: Token = {
    id: token?.id ?? state.nextToken, at: stepId, visit, phase: firstPhase(step),
    ...(inherited.group !== undefined && { group: inherited.group }), ...(loops && { loops }),
  }
  if (token) state.tokens[state.tokens.indexOf(token)] = moved
  else {
    state.nextToken += 1
    state.tokens.push(moved)
  }
  if (step.op === 'end' && moved.group === undefined) return askEnd(turn, { reason: step.reason, at: { nodeId: stepId, visit } })
  if (step.op === 'end') moved.outlet = ''
  if (step.op === 'fork') moved.outlet = everyWay
  // A join that no fork leads to: nobody else will come.
  if (step.op === 'join') moved.outlet = 'done'
  ask(turn, moved, step)
}

/** The way out of a fork as it is recorded. */
const everyWay = '*'

/** The rounds that a step is part of: those of a "for each" that it does not stand within are over. */
function loopsAt(step: Step, stepId: string, loops: Loop[] | undefined): Loop[] | undefined {
  if (!loops) return undefined
  let length = loops.length
  while (length > 0 && loops[length - 1]?.at !== step.loop && loops[length - 1]?.at !== stepId) length -= 1
  return length === 0 ? undefined : loops.slice(0, length)
}

function nextRound(turn: Turn, token: Token, step: Step, loops: Loop[]): void {
  const round = loops.at(-1) as Loop
  const back: Token = { ...token, at: round.at, visit: round.visit, loops }
  turn.state.tokens[turn.state.tokens.indexOf(token)] = back
  goRound(turn, back, step, { ...round, index: round.index + 1 })
}

/** Begins this round of a "for each", or goes on behind it when there is none left. */
export function goRound(turn: Turn, token: Token, step: Step, round: Loop): void {
  const outer = (token.loops ?? []).filter((each) => each.at !== round.at)
  if (round.index >= round.count) {
    token.phase = 'recording'
    token.outlet = 'done'
    token.loops = outer.length > 0 ? outer : undefined
    return ask(turn, token, step)
  }
  const next = step.ways.each
  if (next === undefined) return fail(turn, token, { nodeId: token.at, code: 'no-way-out', message: 'The round leads nowhere in this version.' })
  enter(turn, next, token, { ...(token.group !== undefined && { group: token.group }), loops: [...outer, round] })
}

/** Goes the way an outcome names. A failure goes by the error way; where there is none the branch, or the run, fails visibly. */
export function followOutcome(turn: Turn, token: Token, outcome: StepOutcome): void {
  const step = stepAt(turn, token.at)
  if ('failed' in outcome) {
    if (step.error !== undefined) return enter(turn, step.error, token)
    return fail(turn, token, { nodeId: token.at, ...outcome.failed })
  }
  const next = step.ways[outcome.outlet]
  if (next !== undefined) return enter(turn, next, token)
  fail(turn, token, { nodeId: token.at, code: 'no-way-out', message: `The step went by “${outcome.outlet}”, and that way leads nowhere in this version.` })
}

/** The run fails; a branch fails alone, is reported at once, and lets the others end what they are about. */
function fail(turn: Turn, token: Token, failure: Failure): void {
  if (token.group === undefined) return askEnd(turn, failed(failure))
  addChore(turn, { type: 'report', failure })
  turn.state.failure ??= { ...failure, isReported: true }
  removeToken(turn, token)
  leaveGroup(turn, token.group)
}

/** Asks for the end; from here on nothing else is begun. A branch that has failed makes it a failure. */
export function askEnd(turn: Turn, wanted: Ending): void {
  const { state, commands } = turn
  for (const token of state.tokens) if (token.until !== undefined) commands.push({ type: 'cancel-timer', token: token.id })
  const ending: Ending = state.failure && !wanted.failure && wanted.reason !== 'cancelled' && wanted.reason !== 'superseded' ? { ...failed(state.failure), ...(wanted.at && { at: wanted.at }) } : wanted
  state.ending = ending
  commands.push({ type: 'end', ending, snapshot: copyState(state) })
}

/** The ending of a run that could not go on. */
export function failed(failure: Failure): Ending {
  return { reason: 'failed', failure }
}

function removeToken({ state }: Turn, token: Token): void {
  state.tokens.splice(state.tokens.indexOf(token), 1)
}

function addChore({ state, commands }: Turn, chore: Chore): void {
  state.chores = [...(state.chores ?? []), chore]
  commands.push({ type: 'do-chore', chore })
}

/** A token for each way of a fork, in the order of the ways; the one that came is spent. */
export function forkOut(turn: Turn, token: Token): void {
  const { state } = turn
  const { ways } = stepAt(turn, token.at)
  const id = state.nextToken
  state.nextToken += 1
  const total = Object.keys(ways).length
  removeToken(turn, token)
  const group: Group = { total, open: total, arrived: 0, ...(token.group !== undefined && { parent: token.group }), ...(token.loops && { loops: token.loops }) }
  state.groups = { ...state.groups, [id]: group }
  for (const next of Object.values(ways)) if (!state.ending) enter(turn, next, undefined, { group: id, ...(token.loops && { loops: token.loops }) })
}

/** A branch has come to the join: it is spent, and the join goes on once it has what it needs. */
function arrive(turn: Turn, join: string, token: Token | undefined, id: number): void {
  const group = groupOf(turn, id)
  group.join ??= join
  group.arrived += 1
  group.open -= 1
  if (token) removeToken(turn, token)
  settle(turn, id, group)
}

/** A branch has ended without coming to a join: at an End of its own, for this reason, or by a failure. */
export function leaveGroup(turn: Turn, id: number, reason?: string): void {
  const group = groupOf(turn, id)
  group.open -= 1
  settle(turn, id, group, reason)
}

function settle(turn: Turn, id: number, group: Group, reason?: string): void {
  const need = neededAt(turn, group)
  if (group.open > 0 && group.arrived < need) return
  dropRest(turn, id)
  delete turn.state.groups?.[id]
  if (group.join !== undefined) return goOn(turn, group.join, group.arrived >= need ? 'done' : 'incomplete', group)
  // Nobody came to a join: the whole parallel part has ended, and with it the branch that it was part of.
  if (group.parent !== undefined) return leaveGroup(turn, group.parent, reason)
  askEnd(turn, { reason: reason ?? 'completed' })
}

function neededAt(turn: Turn, { join, total }: Group): number {
  const step = join === undefined ? undefined : stepAt(turn, join)
  return step?.op === 'join' && step.need !== 'all' ? Math.min(step.need, total) : total
}

function goOn(turn: Turn, join: string, outlet: string, group: Group): void {
  const { state } = turn
  const visit = (state.visits[join] ?? 0) + 1
  state.visits[join] = visit
  const token: Token = {
    id: state.nextToken, at: join, visit, phase: 'recording', outlet,
    ...(group.parent !== undefined && { group: group.parent }), ...(group.loops && { loops: group.loops }),
  }
  state.nextToken += 1
  state.tokens.push(token)
  ask(turn, token, stepAt(turn, join))
}

/** What is left of a group whose join goes on without it: its tokens, those of parts within it, their timers and waits. */
function dropRest(turn: Turn, id: number): void {
  const { state } = turn
  const isWithin = (group: number | undefined): boolean => group !== undefined && (group === id || isWithin(state.groups?.[group]?.parent))
  const dropped = state.tokens.filter((token) => !token.background && isWithin(token.group))
  if (dropped.length === 0) return
  for (const token of dropped) if (token.until !== undefined) turn.commands.push({ type: 'cancel-timer', token: token.id })
  state.tokens = state.tokens.filter((token) => !dropped.includes(token))
  const gone = Object.keys(state.groups ?? {}).map(Number).filter((group) => group !== id && isWithin(group))
  for (const group of gone) delete state.groups?.[group]
  addChore(turn, { type: 'drop', steps: dropped.map(({ at, visit }) => ({ nodeId: at, visit })) })
}

function groupOf({ state }: Turn, id: number): Group {
  const group = state.groups?.[id]
  if (!group) throw new Error(`engine.advance: a token belongs to group ${id}, which is gone`)
  return group
}
