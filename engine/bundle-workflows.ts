import type { DataConverter } from '@temporalio/common'
import { bundleWorkflowCode, DefaultLogger, type WorkflowBundle } from '@temporalio/worker'
import { randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface BundleOptions {
  workflowsPath?: string
  dataConverter?: DataConverter | undefined
  /** A folder that belongs to these very sources: what was bundled once is taken from there. */
  keepIn?: string
}

/** Bundles the workflow's code, about 1.5 s. One bundle serves any number of workers that convert payloads the same way. */
export async function bundleWorkflows({ keepIn, ...options }: BundleOptions = {}): Promise<WorkflowBundle> {
  if (keepIn === undefined) return bundle(options)
  const file = join(keepIn, options.dataConverter?.failureConverterPath ? 'workflows-sealed.bundle' : 'workflows.bundle')
  const kept = await readFile(file, 'utf8').catch(() => undefined)
  if (kept !== undefined) return { code: kept }
  const { code } = await bundle(options)
  // Put there in one go: workers may do so at once.
  const partial = `${file}.${randomUUID()}`
  await writeFile(partial, code)
  await rename(partial, file)
  return { code }
}

function bundle({ workflowsPath = fileURLToPath(new URL('./workflows/run-flow.ts', import.meta.url)), dataConverter }: BundleOptions): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath, logger: new DefaultLogger('WARN'),
    ...(dataConverter?.failureConverterPath && { failureConverterPath: dataConverter.failureConverterPath }),
  })
}
