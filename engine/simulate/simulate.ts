import type { Caller, RunActivities } from '../activities/answers'
import { advance, isWanted } from '../advance/advance'
import type { Command, Event } from '../advance/messages'
import { initialState, type State } from '../advance/state'
import { type AskCommand, performCommand } from '../perform-command'
import type { Plan } from '../plan'
import type { Timer, Timers } from './timers'

export interface Simulator {
  /** Begins a run's execution, or begins it again from a snapshot. The same generation twice is once. */
  start(run: Caller & { plan: Plan; state?: State }): Promise<void>
  nudge(caller: Caller): Promise<void>
  /** Drops every run where it stands, as when the process dies: no timer fires, and what was under way is not heard of. */
  forget(): void
}

interface SimulatedRun extends Caller {
  plan: Plan
  state: State
  events: Event[]
  /** Local activities that were asked for, in order: one at a time, each only when all that was heard before is taken in. */
  local: AskCommand[]
  timers: Map<number, Timer>
  isPumping: boolean
  isOver: boolean
}

/**
 * The second driver: executes the reducer's commands at once, one after another, on virtual time. The activities are the
 * same as Temporal's; only the world behind them is simulated.
 */
export function createSimulator({ activities, timers, background }: { activities: RunActivities; timers: Timers; background(work: Promise<void>): void }): Simulator {
  const runs = new Map<string, SimulatedRun>()
  const asked = { ...activities, decide: () => activities.decide, call: () => activities.call }

  async function pump(run: SimulatedRun): Promise<void> {
    if (run.isPumping) return
    run.isPumping = true
    while (!run.isOver) {
      const event = run.events.shift()
      if (event) {
        const { state, commands } = advance(run.plan, run.state, event, timers.now())
        run.state = state
        if (state.ended) run.isOver = true
        for (const command of commands) if (!run.isOver) await carryOut(run, command)
        continue
      }
      const command = run.local.shift()
      if (!command) break
      if (isWanted(run.state, command)) await perform(run, command)
    }
    run.isPumping = false
  }

  async function carryOut(run: SimulatedRun, command: Command): Promise<void> {
    if (command.type === 'set-timer') {
      const { token } = command
      run.timers.set(token, timers.set(Math.max(command.until, timers.now()), () => {
        run.timers.delete(token)
        background(tell(run, { type: 'timer-fired', token }))
      }))
      return
    }
    if (command.type === 'cancel-timer') {
      const timer = run.timers.get(command.token)
      if (timer) timer.isCancelled = true
      run.timers.delete(command.token)
      return
    }
    // As on Temporal: an activity begins at once, local ones come one after another.
    if (command.type === 'call') await perform(run, command)
    else run.local.push(command)
  }

  async function perform(run: SimulatedRun, command: AskCommand): Promise<void> {
    const performed = await performCommand(asked, { runId: run.runId, generation: run.generation }, command)
    if (performed === 'stale') {
      run.isOver = true
      return
    }
    run.events.push(performed.event)
    const isBehind = performed.inboxSeq > run.state.cursor && performed.event.type !== 'inbox'
    if (isBehind && !run.events.some((each) => each.type === 'nudged')) run.events.push({ type: 'nudged' })
  }

  function tell(run: SimulatedRun, event: Event): Promise<void> {
    run.events.push(event)
    return pump(run)
  }

  return {
    start({ runId, generation, plan, state }) {
      const id = `${runId}:${generation}`
      if (runs.has(id)) return Promise.resolve()
      const run: SimulatedRun = { runId, generation, plan, state: state ?? initialState(), events: [], local: [], timers: new Map(), isPumping: false, isOver: false }
      runs.set(id, run)
      return tell(run, { type: 'started' })
    },
    async nudge({ runId, generation }) {
      const run = runs.get(`${runId}:${generation}`)
      if (run && !run.isOver) await tell(run, { type: 'nudged' })
    },
    forget() {
      for (const run of runs.values()) {
        run.isOver = true
        for (const timer of run.timers.values()) timer.isCancelled = true
      }
      runs.clear()
    },
  }
}
