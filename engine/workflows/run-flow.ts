import * as wf from '@temporalio/workflow'
import { advance, isWanted } from '../advance/advance'
import { engineNumber } from '../plan'
import type { Command, Event } from '../advance/messages'
import { initialState } from '../advance/state'
import { type AskCommand, type Performed, performCommand } from '../perform-command'
import { activityProxies } from './activity-proxies'
import type { RunArgs } from './run-args'

export const nudge = wf.defineSignal('nudge')

/** After an attempt of an effect was lost: soon, for the ledger knows whether it may be tried again, and when. */
const lostRetryMs = 1_000

/**
 * Drives one run: feeds events to the reducer one at a time and carries out its commands. One loop, and at most one
 * local activity in flight, so that the order of events is the order of this function's history and nothing else.
 *
 * A signal is only a nudge: what has happened stands in the run's inbox, in our own database.
 */
export async function runFlow(args: RunArgs): Promise<void> {
  // The task fails and is tried again: the run waits for a worker that is new enough.
  if (args.plan.engine > engineNumber) throw new Error(`This worker knows the engine up to number ${engineNumber}; the run needs ${args.plan.engine}.`)
  let state = args.state ?? initialState()
  let isStale = false
  let callsInFlight = 0
  const caller = { runId: args.runId, generation: args.generation }
  const activities = activityProxies(args)
  const mustContinueAsNew = () => {
    const { continueAsNewSuggested, historyLength } = wf.workflowInfo()
    return continueAsNewSuggested || historyLength >= (args.maxHistoryEvents ?? Number.POSITIVE_INFINITY)
  }
  const events: Event[] = [{ type: 'started' }]
  const local: AskCommand[] = []
  const timers = new Map<number, wf.CancellationScope>()

  function addNudge(): void {
    if (!events.some((event) => event.type === 'nudged')) events.push({ type: 'nudged' })
  }
  wf.setHandler(nudge, addNudge)

  function take(performed: Performed): void {
    if (performed === 'stale') {
      isStale = true
      return
    }
    events.push(performed.event)
    if (performed.inboxSeq > state.cursor && performed.event.type !== 'inbox') addNudge()
  }

  function carryOut(command: Command): void {
    switch (command.type) {
      case 'set-timer':
        return setTimer(command.token, command.until)
      case 'cancel-timer':
        timers.get(command.token)?.cancel()
        timers.delete(command.token)
        return
      case 'call':
        // Once continue-as-new is due no call is begun: the next execution asks for it again.
        if (!mustContinueAsNew()) void call(command)
        return
      default:
        local.push(command)
    }
  }

  function setTimer(token: number, until: number): void {
    const scope = new wf.CancellationScope()
    timers.set(token, scope)
    scope
      .run(() => wf.sleep(Math.max(1, until - Date.now())))
      .then(() => {
        timers.delete(token)
        events.push({ type: 'timer-fired', token })
      })
      .catch((error: unknown) => {
        if (!wf.isCancellation(error)) throw error
      })
  }

  async function call(command: Extract<Command, { type: 'call' }>): Promise<void> {
    callsInFlight += 1
    try {
      take(await performCommand(activities, caller, command))
    } catch (error) {
      if (!(error instanceof wf.ActivityFailure)) throw error
      events.push({ type: 'called', token: command.token, retryAt: Date.now() + lostRetryMs })
    } finally {
      callsInFlight -= 1
    }
  }

  while (!isStale) {
    const event = events.shift()
    if (event) {
      const next = advance(args.plan, state, event, Date.now())
      state = next.state
      if (state.ended) return
      for (const command of next.commands) carryOut(command)
      continue
    }
    // Between two local activities as well: a run may take thousands of steps and never come to a wait.
    if (args.plan.engine >= 2 && mustContinueAsNew() && callsInFlight === 0) await wf.continueAsNew<typeof runFlow>({ ...args, state })
    const command = local.shift()
    if (command) {
      if (!isWanted(state, command)) continue
      take(await performCommand(activities, caller, command))
      continue
    }
    if (mustContinueAsNew() && callsInFlight === 0) await wf.continueAsNew<typeof runFlow>({ ...args, state })
    await wf.condition(() => isStale || events.length > 0 || (mustContinueAsNew() && callsInFlight === 0))
  }
}
