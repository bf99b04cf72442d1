import type { StepRef } from '../advance/messages'
import type { RunRecord, RunTx } from '../run-store'
import type { ActivityDeps } from './activity-deps'
import { attemptNode } from './attempt-node'

/** Lets the nodes of open waits take back what they asked for. What a node's code does wrong here stops nothing. */
export function dropWaits({ handlers, report }: ActivityDeps, tx: RunTx, run: RunRecord, refs: StepRef[], now: number): void {
  for (const ref of refs) {
    const node = tx.findNode(run, ref.nodeId)
    const handler = node && handlers[node.type]
    if (!node || handler?.kind !== 'await' || !handler.wait.drop) continue
    const { drop } = handler.wait
    attemptNode(tx, () => {
      const { context, services } = tx.open(run, ref, node, now)
      drop(context, services)
    }, report)
  }
}
