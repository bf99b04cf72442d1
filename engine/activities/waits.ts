import type { Outcome } from '#nodes/sdk/context'
import type { StepOutcome, StepRef } from '../advance/messages'
import type { PlacedNode, RunRecord, RunTx, WaitRow } from '../run-store'
import type { RunActivities } from './answers'
import { attemptNode, splitOutcome } from './attempt-node'
import type { ActivityDeps } from './activity-deps'
import { guarded } from './guard'

/** How early a timer may be against our clock and still count; the row would only send it back for a moment. */
const earlyMs = 5

/** Opens a wait: looks back, writes the row that will decide, keeps the snapshot; all in one transaction. */
export function createOpenWait({ store, handlers, clock, report }: ActivityDeps): RunActivities['openWait'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run): { until?: number; outcome?: StepOutcome } => {
        const before = tx.findWait(run.id, input.step)
        if (before) {
          // Rehydrated: the row was written by an earlier generation.
          if (before.state === 'open') return { until: before.dueAt }
          return { outcome: decided(before, input.step) }
        }
        const recorded = tx.findStep(run.id, input.step)
        if (recorded?.outcome) return { outcome: recorded.outcome }

        const node = placed(tx, run, input.step)
        const handler = handlers[node.type]
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now)
          if (handler?.kind === 'sleep') return { key: null, until: handler.run(context).until }
          if (handler?.kind === 'await') return handler.wait.open(context, services)
          throw new Error(`engine.openWait: ${node.type} is not a wait`)
        }, report)
        if (!attempted.ok) return { outcome: finish(tx, run, input.step, attempted.failed, now) }

        const { key, until, answered }: { key: string | null; until: number; answered?: Outcome } = attempted.value
        tx.insertWait(run.id, input.step, { key, dueAt: until }, now)
        if (answered) {
          tx.closeWait(run.id, input.step, 'answered', answered.outlet, now)
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
      guarded(tx, input, (run): { until?: number; outcome?: StepOutcome } => {
        const wait = tx.findWait(run.id, input.step)
        if (!wait) throw new Error(`engine.closeWait: step ${input.step.nodeId} has no wait`)
        if (wait.state !== 'open') return { outcome: decided(wait, input.step) }
        if (now < wait.dueAt - earlyMs) return { until: wait.dueAt }

        const node = placed(tx, run, input.step)
        const handler = handlers[node.type]
        const timeout = node.step.op === 'sleep' ? node.step.outlet : node.step.op === 'await' ? node.step.timeout : ''
        if (!tx.closeWait(run.id, input.step, 'timed-out', timeout, now)) throw new Error('engine.closeWait: an open wait did not close')
        if (handler?.kind !== 'await') return { outcome: finishAs(tx, run, input.step, { outlet: timeout }, now) }
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now)
          return handler.wait.close(context, services)
        }, report)
        return { outcome: attempted.ok ? finishAs(tx, run, input.step, attempted.value, now) : finish(tx, run, input.step, attempted.failed, now) }
      }),
    )
  }
}

function placed(tx: RunTx, run: RunRecord, step: StepRef): PlacedNode {
  const node = tx.findNode(run, step.nodeId)
  if (!node) throw new Error(`engine.waits: the version has no step ${step.nodeId}`)
  return node
}

function decided(wait: WaitRow, step: StepRef): StepOutcome {
  if (wait.outlet === null) throw new Error(`engine.waits: the wait of ${step.nodeId} is ${wait.state} without a way out`)
  return { outlet: wait.outlet }
}

function finishAs(tx: RunTx, run: RunRecord, step: StepRef, value: Outcome, now: number): StepOutcome {
  const { outcome, details } = splitOutcome(value)
  tx.finishStep(run.id, step, outcome, details, now)
  return outcome
}

function finish(tx: RunTx, run: RunRecord, step: StepRef, failed: { code: string; message: string }, now: number): StepOutcome {
  tx.finishStep(run.id, step, { failed }, {}, now)
  return { failed }
}
