import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads'
import { NodeError } from '#nodes/sdk/node-error'
import { root } from './bundle-file'
import { callService } from './call-service'
import type { CodeMethod } from './check-code'
import type { CustomNode } from './find-custom-nodes'
import { maskText } from './mask-text'
import { createPatience, type Patience } from './patience'
import { endedBy, type Failure, type FromNode, place, places, ring, type ServiceAnswer, type ToNode, type ToSupervisor } from './thread/protocol'
import { threadScript } from './thread-script'

export interface ThreadLimits {
  /** One call of a node's code, with all that it asks of services; as patience counts it. */
  callMs: number
  /** Until a new thread has loaded the code. */
  startMs: number
  heapMb: number
  /** The most JSON that one call may answer. */
  maxBytes: number
  /** So many calls in a row that took too long, and the node is left alone for `restMs`: each of them holds the database. */
  strikes: number
  restMs: number
}

export const standardThreadLimits: ThreadLimits = { callMs: 2_000, startMs: 4_000, heapMb: 64, maxBytes: 1_000_000, strikes: 3, restMs: 60_000 }

export interface NodeCall {
  method: CodeMethod
  args: unknown[]
  /** Handed to the code as its last argument. */
  services?: object
  /** Texts of the call's record: covered in whatever the node writes or throws. */
  known: readonly string[]
}

export interface NodeThreads {
  /**
   * Calls a node's code in a thread of its own and waits for the answer, blocking. Throws a NodeError that names the node
   * when it throws, takes too long, too much memory or answers too much; the next call finds a fresh thread.
   */
  call(node: CustomNode, call: NodeCall): unknown
  close(): Promise<void>
}

interface NodeThread {
  id: number
  hash: string
  port: MessagePort
  signal: Int32Array<SharedArrayBuffer>
}

/** `said` takes what nodes write, with secrets and personal data covered. */
export async function createNodeThreads(options: { limits?: Partial<ThreadLimits>; said(type: string, text: string): void }): Promise<NodeThreads> {
  const limits = { ...standardThreadLimits, ...options.limits }
  const supervisor = new Worker(await threadScript('supervise'), { eval: true, env: {}, execArgv: [], workerData: { script: await threadScript('run-node') } })
  await new Promise((resolve, reject) => {
    supervisor.once('message', resolve)
    supervisor.once('error', reject)
  })
  supervisor.unref()
  const threads = new Map<string, NodeThread>()
  const slow = new Map<string, { times: number; until: number }>()
  let last = 0
  const tell = (message: ToSupervisor, transfer: MessagePort[] = []) => supervisor.postMessage(message, transfer)

  function begin({ type, hash, code, kind }: CustomNode): NodeThread {
    const { port1, port2 } = new MessageChannel()
    const signal = new Int32Array(new SharedArrayBuffer(places * Int32Array.BYTES_PER_ELEMENT))
    const thread = { id: ++last, hash, port: port1, signal }
    tell({ kind: 'start', id: thread.id, heapMb: limits.heapMb, seed: { type, file: `${type}/${code.file}`, code: code.text, codeKind: kind, root, port: port2, signal } }, [port2])
    threads.set(type, thread)
    return thread
  }

  function end(type: string): void {
    const thread = threads.get(type)
    if (!thread) return
    threads.delete(type)
    tell({ kind: 'end', id: thread.id })
    thread.port.close()
  }

  /** A thread that has loaded the node as it is now. */
  function readyThread(node: CustomNode): NodeThread {
    const known = threads.get(node.type)
    if (known && (known.hash !== node.hash || Atomics.load(known.signal, place.ended) !== 0)) end(node.type)
    const thread = threads.get(node.type) ?? begin(node)
    const patience = createPatience(limits.startMs)
    while (Atomics.load(thread.signal, place.isReady) === 0) {
      const seen = Atomics.load(thread.signal, place.toMain)
      const message = receive(thread)
      if (message?.kind === 'unloadable') throw failedNode(node, { message: message.message }, [])
      if (message) continue
      if (Atomics.load(thread.signal, place.ended) !== 0) throw died(node, thread)
      if (!sleep(thread, seen, patience)) throw new NodeError('too-slow', `The custom step “${node.title}” was not loaded in time: the machine is too busy. Try the step again.`)
    }
    return thread
  }

  function converse(node: CustomNode, thread: NodeThread, { method, args, services, known }: NodeCall): unknown {
    const job = ++last
    post(thread, { kind: 'job', id: job, method, args, hasServices: services !== undefined, maxBytes: limits.maxBytes })
    const patience = createPatience(limits.callMs)
    for (;;) {
      const seen = Atomics.load(thread.signal, place.toMain)
      const hasEnded = Atomics.load(thread.signal, place.ended) !== 0
      const message = receive(thread)
      if (!message && hasEnded) throw died(node, thread)
      if (!message) {
        if (!sleep(thread, seen, patience)) throw tooSlow(node)
      } else if (message.kind === 'said') options.said(node.type, maskText(message.text, known))
      else if (message.kind === 'unloadable') throw failedNode(node, { message: message.message }, known)
      else if (message.job !== job) continue
      else if (message.kind === 'done') {
        slow.delete(node.type)
        return JSON.parse(message.json) as unknown
      } else if (message.kind === 'failed') throw failedNode(node, message.failure, known)
      else {
        const answer = callService(services, message.noun, message.verb, message.args)
        if (answer.kind === 'broken-off') {
          // The thread sleeps on an answer that never comes now.
          end(node.type)
          throw answer.error
        }
        post(thread, answer)
      }
    }
  }

  function tooSlow(node: CustomNode): NodeError {
    const times = (slow.get(node.type)?.times ?? 0) + 1
    slow.set(node.type, { times, until: times >= limits.strikes ? performance.now() + limits.restMs : 0 })
    return new NodeError('too-slow', `The custom step “${node.title}” was stopped: it did not come to an end within ${limits.callMs / 1_000} s. Look for a loop that never ends in ${node.type}/${node.code.file}.`)
  }

  return {
    call(node, call) {
      const rest = slow.get(node.type)
      if (rest && rest.until > performance.now()) {
        throw new NodeError('too-slow', `The custom step “${node.title}” was not begun: it has been stopped ${rest.times} times in a row, each time after ${limits.callMs / 1_000} s. Mend ${node.type}/${node.code.file}, then try again.`)
      }
      try {
        return converse(node, readyThread(node), call)
      } catch (error) {
        const thread = threads.get(node.type)
        const mayLive = error instanceof NodeError && error.code !== 'too-slow' && thread !== undefined && Atomics.load(thread.signal, place.ended) === 0
        if (!mayLive) end(node.type)
        throw error
      }
    },
    async close() {
      for (const type of threads.keys()) end(type)
      await supervisor.terminate()
    },
  }
}

function post(thread: NodeThread, message: ToNode | ServiceAnswer): void {
  thread.port.postMessage(message)
  ring(thread.signal, place.toThread)
}

function receive(thread: NodeThread): FromNode | undefined {
  return receiveMessageOnPort(thread.port)?.message as FromNode | undefined
}

/** False when the patience is over. */
function sleep(thread: NodeThread, seen: number, patience: Patience): boolean {
  if (patience.isOver()) return false
  Atomics.wait(thread.signal, place.toMain, seen, patience.nextMs())
  return true
}

function died(node: CustomNode, thread: NodeThread): NodeError {
  if (Atomics.load(thread.signal, place.ended) === endedBy.memory) {
    return new NodeError('out-of-memory', `The custom step “${node.title}” was stopped: it took too much memory.`)
  }
  return new NodeError('custom-node-failed', `The custom step “${node.title}” ended its own thread. Remove process.exit, and whatever it leaves running, from ${node.type}/${node.code.file}.`)
}

function failedNode(node: CustomNode, failure: Failure, known: readonly string[]): NodeError {
  const message = maskText(failure.message, known)
  if (failure.code === 'output-too-large') return new NodeError('output-too-large', `The custom step “${node.title}” answered too much: ${message}.`)
  if (failure.code === undefined) return new NodeError('custom-node-failed', `The custom step “${node.title}” has an error in ${node.type}/${node.code.file}: ${message}`)
  return new NodeError(failure.code, message, { retryable: failure.retryable ?? false, ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }) })
}
