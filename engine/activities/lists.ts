import type { Json } from '#nodes/sdk/json'
import { NodeError } from '#nodes/sdk/node-error'
import type { StepOutcome } from '../advance/messages'
import type { ActivityDeps } from './activity-deps'
import type { RunActivities } from './answers'
import { attemptNode, settleFailure } from './attempt-node'
import { guarded, type PutOff, putOffDropped } from './guard'
import { placedNode } from './placed-node'
import { nodeIsKnown, waitForNode } from './unknown-node'

/** The most rounds of a "for each". */
const maxItems = 10_000
const maxListBytes = 2_000_000

/** Reads the list of a "for each" once and keeps it; called again it tells the length of what was kept. */
export function createOpenList({ store, handlers, clock, report }: ActivityDeps): RunActivities['openList'] {
  return async (input) => {
    const now = await clock.now()
    return store.write((tx) =>
      guarded(tx, input, (run): { count: number } | { outcome: StepOutcome } | { retryAt: number } | PutOff => {
        const recorded = tx.findStep(run.id, input.step)
        if (recorded?.outcome && 'failed' in recorded.outcome) return { outcome: recorded.outcome }
        if (input.times !== undefined) {
          tx.beginStep(run.id, input.step, 'running', now)
          return { count: input.times }
        }
        const known = tx.countList(run.id, input.step)
        if (known !== undefined) return { count: known }

        if (recorded?.state === 'dropped') return putOffDropped(now)
        const node = placedNode(tx, run, input.step)
        const handler = handlers[node.type]
        if (handler?.kind !== 'list') return waitForNode(tx, run, input.step, node, now)
        nodeIsKnown(tx, recorded, node, now)
        const attempted = attemptNode(tx, () => {
          const { context, services } = tx.open(run, input.step, node, now, input.loop)
          return small(handler.list(context, services))
        }, report)
        if (!attempted.ok) return settleFailure(tx, run, { ref: input.step, step: node.step }, attempted, now)
        tx.keepList(run.id, input.step, attempted.value)
        tx.beginStep(run.id, input.step, 'running', now)
        return { count: attempted.value.length }
      }),
    )
  }
}

function small(items: Json[]): Json[] {
  if (items.length > maxItems) {
    throw new NodeError('too-many', `There are more than ${maxItems.toLocaleString('en')} items to go through. Narrow the question, or split it over several runs.`)
  }
  if (JSON.stringify(items).length > maxListBytes) throw new NodeError('list-too-large', 'The items are too large to be kept together (2 MB). Go through fewer, or keep only what the steps need.')
  return items
}
