import type { StepRef } from '../advance/messages'
import type { PlacedNode, RunRecord, RunTx } from '../run-store'

/** The step's node as the run's version has it. A plan and its version are made together, so that it is missing is a bug. */
export function placedNode(tx: RunTx, run: RunRecord, { nodeId }: StepRef): PlacedNode {
  const node = tx.findNode(run, nodeId)
  if (!node) throw new Error(`engine.activities: the version has no step ${nodeId}`)
  return node
}
