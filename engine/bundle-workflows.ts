import type { DataConverter } from '@temporalio/common'
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundleWithSourceMap } from '@temporalio/worker'
import { fileURLToPath } from 'node:url'

/** Bundles the workflow's code, about 1.5 s. One bundle serves any number of workers that convert payloads the same way. */
export function bundleWorkflows({
  workflowsPath = fileURLToPath(new URL('./workflows/run-flow.ts', import.meta.url)),
  dataConverter,
}: { workflowsPath?: string; dataConverter?: DataConverter | undefined } = {}): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath, logger: new DefaultLogger('WARN'),
    ...(dataConverter?.failureConverterPath && { failureConverterPath: dataConverter.failureConverterPath }),
  })
}
