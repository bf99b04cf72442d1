import type { z } from 'zod'
import { subjectFor } from '../../revops/about'
import { durationMs } from '../../sdk/duration'
import type { AwaitActivity } from '../../sdk/handlers'
import { NodeError } from '../../sdk/node-error'
import type { subFlow } from './definition'

/** Starts the flow in the transaction that opens the wait: begun and waited for, or neither. */
export const runSubFlow: AwaitActivity<z.output<typeof subFlow.params>> = {
  open(context, services) {
    const { params, run, step, now } = context
    if (params.flow === '') throw new NodeError('no-flow', 'No flow is chosen in this step. Choose one and publish again.')
    const begun = services.runs.startSubflow({ flowId: params.flow, subject: subjectFor(context, params.about), parent: { runId: run.id, nodeId: step.nodeId, visit: step.visit } })
    if ('refused' in begun) throw new NodeError('sub-flow-refused', `The other flow was not started: ${begun.refused}`)
    const output = { runId: begun.runId }
    if (!params.waits) return { keys: [], until: now, answered: { outlet: 'done', output } }
    return { keys: [{ key: services.runs.endKey(begun.runId) }], until: now + durationMs(params.limit) }
  },
  // The other flow goes on; only this one does not wait any longer.
  close: () => ({ outlet: 'timedOut' }),
  drop: (context, services) => services.runs.stopSubflow({ runId: context.run.id, nodeId: context.step.nodeId, visit: context.step.visit }),
}
