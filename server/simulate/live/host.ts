import { Worker } from 'node:worker_threads'
import { newId } from '../../db/new-id'
import { AppError } from '../../errors/app-error'
import type { Totals } from '../totals/count-totals'
import type { CommandName } from './commands'
import type { SessionRun, SessionState, SessionView } from './session'
import type { FromThread, ThreadCommand, ThreadInput } from './thread-protocol'

export interface HostLimits {
  /** Simulations at once. */
  threads: number
  /** Without a command for so long, a simulation ends. */
  idleMs: number
  heapMb: number
  startMs: number
}

export const standardHostLimits: HostLimits = { threads: 4, idleMs: 10 * 60_000, heapMb: 512, startMs: 60_000 }

export interface SimulationHost {
  /** Begins a simulation for this person, in a thread of its own; its id. Refuses where the flow cannot be published. */
  begin(ownerId: string, input: ThreadInput): Promise<string>
  /** Somebody else's simulation is refused as one that is not there. */
  command(ownerId: string, id: string, name: CommandName, input: unknown): Promise<SessionState | Totals | SessionRun | null>
  view(ownerId: string, id: string): SessionView
  /** Calls `listener` when something has changed; also once it is over, after which `view` refuses. */
  subscribe(ownerId: string, id: string, listener: () => void): () => void
  end(ownerId: string, id: string): Promise<void>
  endAll(): Promise<void>
  /** How many run now. */
  count(): number
}

interface Running {
  ownerId: string
  worker: Worker
  view: SessionView | undefined
  asked: Map<number, { resolve(value: SessionState | Totals | SessionRun | null): void; reject(error: Error): void }>
  listeners: Set<() => void>
  idle: NodeJS.Timeout
  over: Promise<void>
}

const gone = () => new AppError('not-found', 'This simulation is over. It ends by itself after ten minutes without use. Begin a new one.')
const tooLarge = () => new AppError('too-large', 'This simulation needed more memory than it may have, and was ended. Begin a new one, with fewer leads or less time.')

/** Keeps simulations in worker threads of this process: bounded in number, memory and idle time, each for one person only. */
export function createSimulationHost(options: { limits?: Partial<HostLimits>; now(): number; report(error: unknown): void }): SimulationHost {
  const limits = { ...standardHostLimits, ...options.limits }
  const running = new Map<string, Running>()
  let starting = 0
  let asks = 0

  function find(ownerId: string, id: string): Running {
    const found = running.get(id)
    if (found?.ownerId !== ownerId) throw gone()
    return found
  }

  function drop(id: string, error: Error): void {
    const found = running.get(id)
    if (!found) return
    running.delete(id)
    clearTimeout(found.idle)
    for (const { reject } of found.asked.values()) reject(error)
    for (const listener of found.listeners) listener()
  }

  function restart(id: string): NodeJS.Timeout {
    const timer = setTimeout(() => void stop(id), limits.idleMs)
    timer.unref()
    return timer
  }

  async function stop(id: string): Promise<void> {
    const found = running.get(id)
    if (!found) return
    drop(id, gone())
    await found.worker.terminate()
  }

  function hear(id: string, message: FromThread): void {
    const found = running.get(id)
    if (!found) return
    if (message.kind === 'view') {
      found.view = message.view
      for (const listener of found.listeners) listener()
      return
    }
    if (message.kind !== 'answer' && message.kind !== 'error') return
    const asked = found.asked.get(message.id)
    found.asked.delete(message.id)
    if (message.kind === 'answer') asked?.resolve(message.value as SessionState)
    else asked?.reject(message.code === 'bug' ? new Error(`simulate.thread: ${message.message}`) : new AppError(message.code, message.message))
  }

  return {
    async begin(ownerId, input) {
      if (running.size + starting >= limits.threads) {
        throw new AppError('too-many-requests', `${limits.threads} simulations are running, which is as many as this machine takes. End one of yours, or try again in some minutes.`)
      }
      starting += 1
      const id = newId(options.now())
      const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
        workerData: input, resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 64 }, stdout: false, stderr: false,
      })
      worker.unref()
      try {
        const over = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
        let view: SessionView | undefined
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new AppError('busy', 'The simulation did not come up in time. Try again.')), limits.startMs)
          worker.on('message', (message: FromThread) => {
            if (message.kind === 'view') view = message.view
            if (message.kind === 'ready') resolve()
            if (message.kind === 'refused') reject(new AppError(message.code, message.message, message.details))
          })
          worker.once('error', reject)
          worker.once('exit', () => reject(tooLarge()))
          void over.finally(() => clearTimeout(timer))
        })
        running.set(id, { ownerId, worker, view, asked: new Map(), listeners: new Set(), idle: restart(id), over })
        worker.on('message', (message: FromThread) => hear(id, message))
        worker.on('error', (error) => {
          if ((error as { code?: string }).code !== 'ERR_WORKER_OUT_OF_MEMORY') options.report(error)
          drop(id, tooLarge())
        })
        worker.once('exit', () => drop(id, gone()))
        return id
      } catch (error) {
        await worker.terminate()
        throw (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error
      } finally {
        starting -= 1
      }
    },
    command(ownerId, id, name, input) {
      const found = find(ownerId, id)
      clearTimeout(found.idle)
      found.idle = restart(id)
      asks += 1
      const command: ThreadCommand = { id: asks, name, input }
      return new Promise((resolve, reject) => {
        found.asked.set(command.id, { resolve, reject })
        found.worker.postMessage(command)
      })
    },
    view(ownerId, id) {
      const { view } = find(ownerId, id)
      if (!view) throw gone()
      return view
    },
    subscribe(ownerId, id, listener) {
      const { listeners } = find(ownerId, id)
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async end(ownerId, id) {
      find(ownerId, id)
      await stop(id)
    },
    async endAll() {
      await Promise.all([...running.keys()].map(stop))
    },
    count: () => running.size,
  }
}
