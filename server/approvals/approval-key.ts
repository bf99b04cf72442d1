export interface StepAt {
  runId: string
  nodeId: string
  visit: number
}

/** The key under which a decision answers the wait of the step that asked. */
export function approvalKey({ runId, nodeId, visit }: StepAt): string {
  return `approval:${runId}:${nodeId}:${visit}`
}
