import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, isGrpcServiceError } from '@temporalio/client'
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js'
import { searchAttributes } from './search-attributes'

const RETENTION_MS = 30 * 24 * 60 * 60 * 1000
const POLL_MS = 200
const CALL_MS = 5_000
/** temporal.api.enums.v1.IndexedValueType */
const KEYWORD = 2

interface PrepareNamespaceOptions {
  connection: Connection
  namespace?: string
  /** For the whole of it; the server may still be starting. */
  limitMs?: number
  log?: (line: string) => void
}

/**
 * Makes a namespace fit for our runs: keeps ended ones for 30 days at least (the dev server's 24 hours read as lost data) and
 * registers our search attributes. Called at every boot, against the embedded server and a cluster alike; what is right already
 * is left alone. When it resolves, runs can be started with the attributes. Resolves to the namespace's id (a uuid): another id
 * at the next boot means an empty server.
 */
export async function prepareNamespace({ connection, namespace = 'default', limitMs = 60_000, log }: PrepareNamespaceOptions): Promise<string> {
  const until = Date.now() + limitMs
  const { id, retentionMs } = await waitForNamespace(connection, namespace, until)
  if (retentionMs < RETENTION_MS) await raiseRetention(connection, namespace, log)
  const missing = await missingAttributes(connection, namespace)
  if (missing.length > 0) await register(connection, namespace, missing)
  await waitUntilUsable(connection, namespace, until)
  return id
}

async function waitForNamespace(connection: Connection, namespace: string, until: number) {
  for (;;) {
    try {
      const { namespaceInfo, config } = await call(connection, () => connection.workflowService.describeNamespace({ namespace }))
      const retention = config?.workflowExecutionRetentionTtl
      if (namespaceInfo?.id) return { id: namespaceInfo.id, retentionMs: retention ? tsToMs(retention) : 0 }
    } catch (error) {
      if (isDenied(error)) throw error
      if (Date.now() > until) {
        throw new Error(`The Temporal namespace "${namespace}" does not answer: ${messageOf(error)}`, { cause: error })
      }
    }
    await sleep(POLL_MS)
  }
}

/** Not worth refusing to start: what has ended is in our own database too. */
async function raiseRetention(connection: Connection, namespace: string, log: PrepareNamespaceOptions['log']): Promise<void> {
  try {
    await call(connection, () =>
      connection.workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: msToTs(RETENTION_MS) } }),
    )
  } catch (error) {
    log?.(`Temporal keeps ended runs of namespace "${namespace}" for less than 30 days, and this could not be changed: ${messageOf(error)}`)
  }
}

async function missingAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const names = Object.values(searchAttributes).map(({ name }) => name)
  try {
    const { customAttributes } = await call(connection, () => connection.operatorService.listSearchAttributes({ namespace }))
    return names.filter((name) => customAttributes?.[name] === undefined)
  } catch (error) {
    // Temporal Cloud has no operator service; whether the attributes are there shows in waitUntilUsable.
    if (isDenied(error)) return []
    throw error
  }
}

async function register(connection: Connection, namespace: string, names: string[]): Promise<void> {
  try {
    await call(connection, () =>
      connection.operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(names.map((name) => [name, KEYWORD])),
      }),
    )
  } catch (error) {
    // Another process of ours has registered them in the meantime, or the server says so at the end of the wait.
    if (isDenied(error)) throw new Error(howToRegister(namespace, names), { cause: error })
    if ((await missingAttributes(connection, namespace)).length > 0) throw error
  }
}

/** The server learns of new attributes with a delay; until then it refuses starts that carry them. */
async function waitUntilUsable(connection: Connection, namespace: string, until: number): Promise<void> {
  const names = Object.values(searchAttributes).map(({ name }) => name)
  const query = names.map((name) => `${name} = 'none'`).join(' AND ')
  for (;;) {
    try {
      await call(connection, () => connection.workflowService.countWorkflowExecutions({ namespace, query }))
      return
    } catch (error) {
      if (Date.now() > until) throw new Error(`${howToRegister(namespace, names)} (${messageOf(error)})`, { cause: error })
    }
    await sleep(POLL_MS)
  }
}

function howToRegister(namespace: string, names: string[]): string {
  const flags = names.map((name) => `--name ${name} --type Keyword`).join(' ')
  return `The Temporal namespace "${namespace}" lacks our search attributes. Register them once: temporal operator search-attribute create --namespace ${namespace} ${flags}`
}

function call<Result>(connection: Connection, request: () => Promise<Result>): Promise<Result> {
  return connection.withDeadline(Date.now() + CALL_MS, request)
}

/** gRPC codes PERMISSION_DENIED, UNIMPLEMENTED and UNAUTHENTICATED: asking again does not help. */
function isDenied(error: unknown): boolean {
  return isGrpcServiceError(error) && [7, 12, 16].includes(error.code)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
