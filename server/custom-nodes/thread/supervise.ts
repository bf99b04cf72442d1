import { parentPort, Worker, workerData } from 'node:worker_threads'
import { endedBy, place, ring, type ToSupervisor } from './protocol'

/*
 * Starts and ends the threads of custom nodes. A thread of its own, because the main thread sleeps while a node works and
 * would hear of its death only when it woke: this one writes the death where the main thread sleeps.
 */

const { script } = workerData as { script: string }
const workers = new Map<number, Worker>()

parentPort?.on('message', (message: ToSupervisor) => {
  if (message.kind === 'end') {
    void workers.get(message.id)?.terminate()
    return
  }
  const { id, seed, heapMb } = message
  const { signal } = seed
  const end = (cause: number) => {
    Atomics.compareExchange(signal, place.ended, 0, cause)
    ring(signal, place.toMain)
  }
  // Nothing of this process's settings and streams: a node cannot read a secret there, nor write one.
  const worker = new Worker(script, {
    eval: true, env: {}, argv: [], execArgv: [], stdin: false, stdout: true, stderr: true,
    workerData: seed, transferList: [seed.port],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16, codeRangeSizeMb: 16, stackSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  workers.set(id, worker)
  worker.on('error', (error: NodeJS.ErrnoException) => end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? endedBy.memory : endedBy.error))
  worker.on('exit', () => {
    workers.delete(id)
    end(endedBy.exit)
  })
})
parentPort?.postMessage('up')
