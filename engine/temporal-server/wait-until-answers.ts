import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Connection } from '@temporalio/client'

const POLL_MS = 50
const ONE_CALL_MS = 3_000

interface Waited {
  port: number
  namespace: string
  limitMs: number
  /** Asked between attempts: there is no sense in waiting for a process that has ended. */
  isGone: () => boolean | Promise<boolean>
}

/** Waits until the server on this port answers a real call about the namespace. An open port alone does not count. */
export async function waitUntilAnswers({ port, namespace, limitMs, isGone }: Waited): Promise<'answers' | 'gone' | 'late'> {
  const until = Date.now() + limitMs
  while (Date.now() < until) {
    if (await isGone()) return 'gone'
    if ((await isOpen(port)) && (await answers(port, namespace))) return 'answers'
    await sleep(POLL_MS)
  }
  return 'late'
}

/** Cheap, and spares the gRPC client's growing pauses between attempts. */
function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 1_000 })
    const settle = (open: boolean) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => settle(true))
    socket.once('timeout', () => settle(false))
    socket.once('error', () => settle(false))
  })
}

async function answers(port: number, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address: `127.0.0.1:${port}`, connectTimeout: ONE_CALL_MS })
    try {
      await connection.withDeadline(Date.now() + ONE_CALL_MS, () => connection.workflowService.describeNamespace({ namespace }))
      return true
    } finally {
      await connection.close()
    }
  } catch {
    return false
  }
}
