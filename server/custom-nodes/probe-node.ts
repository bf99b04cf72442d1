import { Worker } from 'node:worker_threads'
import { NodeProblem } from './broken-node'
import { root } from './bundle-file'
import type { NodeBundle } from './bundle-node'
import type { CodeKind } from './check-definition'
import { createPatience } from './patience'
import { threadScript } from './thread-script'

/** What a probe says of a node. */
export type Probed = ProbedNode | { problem: { file: string; message: string } }

export interface ProbedNode {
  kind: CodeKind
  title: string
  meanwhile?: 'go-on' | 'hold'
}

const loadWithinMs = 3_000
const startWithinMs = 30_000

/**
 * Loads a node in a thread without settings, with little memory and little time, before anything else does. Throws a
 * NodeProblem when it throws, ends itself, does not come to an end, or is not what a node must be.
 */
export async function probeNode(bundle: NodeBundle, limitMs = loadWithinMs): Promise<ProbedNode> {
  const worker = new Worker(await threadScript('probe'), {
    eval: true, env: {}, argv: [], execArgv: [], stdout: true, stderr: true, workerData: { bundle, root },
    resourceLimits: { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  let timer: NodeJS.Timeout | undefined
  try {
    const probed = await new Promise<Probed>((resolve) => {
      const problem = (message: string) => resolve({ problem: { file: bundle.type, message } })
      const tooLong = () => problem(`It did not finish loading within ${limitMs / 1_000} s. Look for a loop that never ends in its files.`)
      timer = setTimeout(tooLong, startWithinMs)
      // A busy machine starts threads slowly, which is not the node's fault.
      worker.once('online', () => {
        clearTimeout(timer)
        const patience = createPatience(limitMs)
        const look = () => {
          if (patience.isOver()) tooLong()
          else timer = setTimeout(look, patience.nextMs())
        }
        look()
      })
      worker.once('message', resolve)
      worker.once('error', (error: NodeJS.ErrnoException) =>
        problem(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'It took too much memory while it was loaded.' : `It failed while it was loaded: ${error.message.split('\n')[0]}`))
      worker.once('exit', () => problem('It ended itself while it was loaded. Remove process.exit from its files.'))
    })
    if ('problem' in probed) throw new NodeProblem(probed.problem.file, probed.problem.message)
    return probed
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
