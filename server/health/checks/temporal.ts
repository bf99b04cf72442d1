import type { Connection } from '@temporalio/client'
import { tsToMs } from '@temporalio/common/lib/time.js'
import { searchAttributes } from '#engine/temporal-server/search-attributes'
import type { HealthContext, Verdict } from '../health-check'

const keepDays = 30
const dayMs = 86_400_000
const callMs = 3_000
const means = 'Leads are accepted and kept, but no run goes on until it is back. Nothing is lost.'

/** Whether Temporal answers, and whether its namespace is as we need it. */
export async function checkTemporal({ temporal, running, config }: HealthContext): Promise<Verdict> {
  if (!('client' in temporal)) {
    if (!running && temporal.isOurs) return { state: 'skipped', says: 'Not looked at: our own runs only while Watertight does' }
    return {
      state: 'problem', says: temporal.why, means,
      todo: temporal.isOurs ? 'It is started again by itself. If this stays, look at the log, at the free disk and at the port.' : 'Look whether that Temporal runs, and at TEMPORAL_ADDRESS.',
    }
  }
  const { connection, address } = temporal
  const { namespace } = config.temporal
  try {
    const [{ serverVersion }, described] = await Promise.all([
      call(connection, () => connection.workflowService.getSystemInfo({})),
      call(connection, () => connection.workflowService.describeNamespace({ namespace })),
    ])
    const retention = described.config?.workflowExecutionRetentionTtl
    const days = retention ? Math.round(tsToMs(retention) / dayMs) : 0
    const says = `${serverVersion ?? 'Unknown version'} at ${address}`
    if (!(await areAttributesThere(connection, namespace))) {
      return {
        state: 'problem', says: `${says}. The namespace “${namespace}” lacks our search attributes.`, means: 'Runs cannot be started.',
        todo: `Register once: temporal operator search-attribute create --namespace ${namespace} ${Object.values(searchAttributes).map(({ name }) => `--name ${name} --type Keyword`).join(' ')}`,
      }
    }
    if (days < keepDays) {
      return {
        state: 'warning', says: `${says}. It keeps ended runs for ${days} days.`, means: 'In Temporal’s own pages runs disappear early. Ours are kept.',
        todo: `Raise the retention of the namespace “${namespace}” to ${keepDays} days.`,
      }
    }
    return { state: 'ok', says: `${says}, keeps ended runs for ${days} days` }
  } catch (error) {
    return { state: 'problem', says: `It does not answer at ${address}. (${error instanceof Error ? error.message : String(error)})`, means, todo: 'Look whether Temporal runs and has room on its disk.' }
  }
}

/** Asked by using them: some services have no list of them. */
async function areAttributesThere(connection: Connection, namespace: string): Promise<boolean> {
  const query = Object.values(searchAttributes).map(({ name }) => `${name} = 'none'`).join(' AND ')
  try {
    await call(connection, () => connection.workflowService.countWorkflowExecutions({ namespace, query }))
    return true
  } catch (error) {
    // INVALID_ARGUMENT is the answer to an attribute that nobody knows.
    if ((error as { code?: unknown }).code === 3) return false
    throw error
  }
}

function call<Result>(connection: Connection, request: () => Promise<Result>): Promise<Result> {
  return connection.withDeadline(Date.now() + callMs, request)
}
