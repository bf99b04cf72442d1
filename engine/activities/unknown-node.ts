import type { StepRef } from '../advance/messages'
import type { PlacedNode, RecordedStep, RunRecord, RunTx } from '../run-store'
import type { PutOff } from './guard'

/** How long until a step that nobody here knows is looked at again. */
const lookAgainMs = 20_000

/** This worker does not know the step's node: the run waits where it is, visibly, until one does. */
export function waitForNode(tx: RunTx, run: RunRecord, ref: StepRef, node: PlacedNode, now: number): PutOff {
  tx.holdStep(run, ref, node, now)
  return { putOff: true, until: now + lookAgainMs }
}

/** Somebody knows the node again: whoever was told of it need do nothing any more. */
export function nodeIsKnown(tx: RunTx, recorded: RecordedStep | undefined, node: PlacedNode, now: number): void {
  if (recorded?.state === 'held') tx.clearMissing(node.type, now)
}
