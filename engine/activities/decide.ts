import { guarded } from './guard'
import type { RunActivities } from './answers'
import { attemptNode, splitOutcome } from './attempt-node'
import type { ActivityDeps } from './activity-deps'

/**
 * A branch, a set or a change of our own records: one transaction with its recorded outcome. Called again, by a replay
 * of its workflow task or a later generation, it returns the recorded outcome and decides nothing.
 */
export function createDecide({ store, handlers, clock, report }: ActivityDeps): RunActivities['decide'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run) => {
        const recorded = tx.findStep(run.id, input.step)
        if (recorded?.outcome) return { outcome: recorded.outcome }

        const node = tx.findNode(run, input.step.nodeId)
        const handler = node && handlers[node.type]
        if (!node || (handler?.kind !== 'branch' && handler?.kind !== 'records')) throw new Error(`engine.decide: no handler for step ${input.step.nodeId} of type ${node?.type}`)
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now)
          return handler.kind === 'branch' ? handler.run(context) : handler.run(context, services)
        }, report)
        const { outcome, details } = attempted.ok ? splitOutcome(attempted.value) : { outcome: { failed: attempted.failed }, details: {} }
        tx.finishStep(run.id, input.step, outcome, details, now)
        return { outcome }
      }),
    )
  }
}
