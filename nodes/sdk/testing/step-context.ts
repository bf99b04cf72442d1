import type { StepContext } from '../context'
import type { JsonObject } from '../json'

/** A step’s context for the test of a node: these params, this record, and standards for all else. */
export function stepContext<Params>(params: Params, record: JsonObject = {}, changes: Partial<StepContext<Params>> = {}): StepContext<Params> {
  return {
    params,
    record,
    subject: { type: 'lead', id: 'lead-1' },
    outputs: {},
    vars: {},
    event: { type: 'lead.received', occurredAt: 0, receivedAt: 0, data: {} },
    run: { id: 'run-1', flowId: 'flow-1', flowName: 'Test', startedAt: 0 },
    step: { nodeId: 'node-1', visit: 1, label: 'Test' },
    now: Date.UTC(2026, 0, 5, 9, 30),
    ...changes,
  }
}
