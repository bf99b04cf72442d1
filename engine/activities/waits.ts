import type { Outcome } from '#nodes/sdk/context'
import type { Answered } from '#nodes/sdk/handlers'
import type { WaitKey } from '#nodes/sdk/wait-key'
import type { StepOutcome, StepRef } from '../advance/messages'
import type { RunRecord, RunTx, WaitRow } from '../run-store'
import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { attemptNode, settleFailure, splitOutcome } from './attempt-node'
import { guarded, type PutOff, putOffDropped } from './guard'
import { placedNode } from './placed-node'
import { nodeIsKnown, waitForNode } from './unknown-node'

/** How early a timer may be against our clock and still count; the row would only send it back for a moment. */
const earlyMs = 5

interface Opening {
  keys: WaitKey[]
  until: number
  answered?: Answered
}

/** Opens a wait: looks back, writes the row that will decide, keeps the snapshot; all in one transaction. */
export function createOpenWait({ store, handlers, clock, report }: ActivityDeps): RunActivities['openWait'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run): { until: number } | { outcome: StepOutcome } | { retryAt: number } | PutOff => {
        const before = tx.findWait(run.id, input.step)
        // Rehydrated: the row was written by an earlier generation.
        if (before?.state === 'open') return { until: before.dueAt }
        if (before) return decided(before, now)
        const recorded = tx.findStep(run.id, input.step)
        if (recorded?.outcome) return { outcome: recorded.outcome }

        const node = placedNode(tx, run, input.step)
        const handler = handlers[node.type]
        if (handler?.kind !== 'sleep' && handler?.kind !== 'await') return waitForNode(tx, run, input.step, node, now)
        nodeIsKnown(tx, recorded, node, now)
        const attempted = attemptNode(tx, (): Opening => {
          const { context, services } = tx.open(run, input.step, node, now, input.loop)
          return handler.kind === 'sleep' ? { keys: [], until: handler.run(context, services).until } : handler.wait.open(context, services)
        }, report)
        if (!attempted.ok) return settleFailure(tx, run, { ref: input.step, step: node.step }, attempted, now)

        const { keys, until, answered } = attempted.value
        tx.insertWait(run.id, input.step, { keys: answered ? [] : keys, dueAt: until }, now)
        if (answered) {
          tx.closeWait(run.id, input.step, { to: 'answered', outlet: answered.outlet, ...(answered.eventId !== undefined && { eventId: answered.eventId }) }, now)
          return { outcome: finishAs(tx, run, input.step, answered, now) }
        }
        tx.beginStep(run.id, input.step, 'waiting', now)
        tx.keepSnapshot(run, input.snapshot, 'waiting', now)
        return { until }
      }),
    )
  }
}

/** The time is over. The row decides: what answered it first is followed, else this closes it. */
export function createCloseWait({ store, handlers, clock, report }: ActivityDeps): RunActivities['closeWait'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run): { until?: number; outcome?: StepOutcome } | PutOff => {
        const wait = tx.findWait(run.id, input.step)
        if (!wait) throw new Error(`engine.closeWait: step ${input.step.nodeId} has no wait`)
        if (wait.state !== 'open') return decided(wait, now)
        if (now < wait.dueAt - earlyMs) return { until: wait.dueAt }

        const node = placedNode(tx, run, input.step)
        const handler = handlers[node.type]
        if (handler?.kind !== 'sleep' && handler?.kind !== 'await') return waitForNode(tx, run, input.step, node, now)
        const { step } = node
        const timeout = step.op === 'sleep' ? step.outlet : step.op === 'await' ? step.timeout : ''
        if (!tx.closeWait(run.id, input.step, { to: 'timed-out', outlet: timeout }, now)) throw new Error('engine.closeWait: an open wait did not close')
        if (handler.kind === 'sleep') return { outcome: finishAs(tx, run, input.step, { outlet: timeout }, now) }
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now, input.loop)
          return handler.wait.close(context, services)
        }, report)
        if (attempted.ok) return { outcome: finishAs(tx, run, input.step, attempted.value, now) }
        // The row is closed and stays so: closing is not tried again.
        const outcome = { failed: attempted.failed }
        tx.finishStep(run.id, input.step, outcome, {}, now)
        return { outcome }
      }),
    )
  }
}

/** A dropped branch's wait has no way out; the join that dropped it is about to be reached again. */
function decided(wait: WaitRow, now: number): { outcome: StepOutcome } | PutOff {
  return wait.outlet === null ? putOffDropped(now) : { outcome: { outlet: wait.outlet } }
}

function finishAs(tx: RunTx, run: RunRecord, step: StepRef, value: Outcome, now: number): StepOutcome {
  const { outcome, details } = splitOutcome(value)
  tx.finishStep(run.id, step, outcome, details, now)
  return outcome
}
