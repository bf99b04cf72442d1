import { format } from 'node:util'
import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import type { CodeKind } from '../check-definition'
import { codeMethods } from '../check-code'
import { evaluateScript, type ScriptConsole } from '../evaluate-script'
import { hostRequire } from './host-require'
import { type Failure, type FromNode, type NodeSeed, place, ring, type ServiceAnswer, type ToNode } from './protocol'

/* The thread of one custom node: loads its code once and carries out one job after another. Runs nothing of the product. */

/** The most of what a node writes that is taken from one job. */
const maxSaid = 2_000

const { file, code, codeKind, root, port, signal } = workerData as NodeSeed & { port: MessagePort }

function tell(message: FromNode): void {
  port.postMessage(message)
  ring(signal, place.toMain)
}

let said = 0
function say(...values: unknown[]): void {
  if (said >= maxSaid) return
  const text = format(...values).slice(0, maxSaid - said)
  said += text.length
  tell({ kind: 'said', text })
}

const ownConsole: ScriptConsole = { log: say, info: say, warn: say, error: say, debug: say }
Object.assign(console, ownConsole)
process.stdout.write = process.stderr.write = ((text: unknown) => {
  say(String(text).trimEnd())
  return true
}) as typeof process.stdout.write

try {
  const methods = codeMethods(evaluateScript(code, file, 'of-the-thread', { require: hostRequire(root), console: ownConsole }), codeKind as CodeKind)
  port.on('message', (message: ToNode) => {
    if (message.kind === 'job') carryOut(message, methods)
  })
  Atomics.store(signal, place.isReady, 1)
  ring(signal, place.toMain)
} catch (error) {
  tell({ kind: 'unloadable', message: describe(error).message })
}

function carryOut(job: ToNode & { kind: 'job' }, methods: ReturnType<typeof codeMethods>): void {
  said = 0
  try {
    const value = methods[job.method]?.(...job.args, ...(job.hasServices ? [servicesFor(job.id)] : []))
    if (value instanceof Promise) {
      value.catch(() => undefined)
      throw new Error('It answered with a promise. A step is carried out at once, inside a transaction: no async, no await.')
    }
    const json = JSON.stringify(value) ?? 'null'
    if (json.length > job.maxBytes) tell({ kind: 'failed', job: job.id, failure: { code: 'output-too-large', message: `it made ${kilobytes(json.length)} kB, and ${kilobytes(job.maxBytes)} kB are the most` } })
    else tell({ kind: 'done', job: job.id, json })
  } catch (error) {
    tell({ kind: 'failed', job: job.id, failure: describe(error) })
  }
}

/** The services as the node sees them. Each call is carried out by the main thread, in the transaction that it has open. */
function servicesFor(job: number): unknown {
  return members((noun) => members((verb) => (...args: unknown[]) => {
    tell({ kind: 'service', job, noun, verb, args })
    const answer = nextAnswer()
    if (answer.kind === 'answer') return answer.value
    const { failure } = answer
    throw Object.assign(new Error(failure.message), failure.code !== undefined && { name: 'NodeError', ...failure })
  }))
}

/** Sleeps until there is one. The bell of the job itself may still ring after it has begun, so a ring alone says nothing. */
function nextAnswer(): ServiceAnswer {
  for (;;) {
    const seen = Atomics.load(signal, place.toThread)
    const answer = receiveMessageOnPort(port)?.message as ServiceAnswer | undefined
    if (answer) return answer
    Atomics.wait(signal, place.toThread, seen)
  }
}

function members(get: (name: string) => unknown): unknown {
  return new Proxy({}, { get: (_target, name) => (typeof name === 'string' && name !== 'then' && name !== 'toJSON' ? get(name) : undefined) })
}

function describe(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: firstLine(format(error)) }
  const { code: errorCode, retryable, retryAfterMs } = error as Partial<Failure>
  const isNodeError = error.name === 'NodeError' && typeof errorCode === 'string'
  return {
    message: firstLine(error.message || error.name),
    ...(isNodeError && { code: errorCode, retryable: retryable === true, ...(typeof retryAfterMs === 'number' && { retryAfterMs }) }),
  }
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 300)
}

function kilobytes(bytes: number): number {
  return Math.round(bytes / 1_000)
}
