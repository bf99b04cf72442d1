import type { StepOutcome } from '../advance/messages'
import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { attemptNode, settleFailure, splitOutcome } from './attempt-node'
import { guarded, type PutOff, putOffDropped } from './guard'
import { placedNode } from './placed-node'
import { nodeIsKnown, waitForNode } from './unknown-node'

/**
 * A branch, a set or a change of our own records: one transaction with its recorded outcome. Called again, by a replay
 * of its workflow task or a later generation, it returns the recorded outcome and decides nothing.
 */
export function createDecide({ store, handlers, clock, report }: ActivityDeps): RunActivities['decide'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run): { outcome: StepOutcome } | { retryAt: number } | PutOff => {
        const recorded = tx.findStep(run.id, input.step)
        if (recorded?.outcome) return { outcome: recorded.outcome }

        if (recorded?.state === 'dropped') return putOffDropped(now)
        const node = placedNode(tx, run, input.step)
        const handler = handlers[node.type]
        if (handler?.kind !== 'branch' && handler?.kind !== 'records') return waitForNode(tx, run, input.step, node, now)
        nodeIsKnown(tx, recorded, node, now)
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now, input.loop)
          return handler.kind === 'branch' ? handler.run(context) : handler.run(context, services)
        }, report)
        if (!attempted.ok) return settleFailure(tx, run, { ref: input.step, step: node.step }, attempted, now)
        const { outcome, details } = splitOutcome(attempted.value)
        tx.finishStep(run.id, input.step, outcome, details, now)
        return { outcome }
      }),
    )
  }
}
