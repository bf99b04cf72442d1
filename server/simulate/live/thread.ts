import { parentPort, workerData } from 'node:worker_threads'
import { handlers } from '#nodes/activities'
import { customHandlers } from '../../custom-nodes/custom-handlers'
import { openNodeCatalog } from '../../custom-nodes/node-catalog'
import { AppError } from '../../errors/app-error'
import { SimulationError } from '../simulation-error'
import { copyWorkspace } from '../world/copy-workspace'
import type { WorldChoice } from '../world/begin-world'
import { openSession } from './session'
import type { FromThread, ThreadCommand, ThreadInput } from './thread-protocol'

/* One simulation in a thread of the server. It knows nothing of who asks; the host does. */

const viewEveryMs = 100

if (!parentPort) throw new Error('simulate.thread: is no main program')
const port = parentPort
const { world, nodesFolder, ...input } = workerData as ThreadInput
const say = (message: FromThread) => port.postMessage(message)

let isViewDue = false
try {
  const { registry, found } = await openNodeCatalog(nodesFolder)
  const custom = await customHandlers(found().sound, () => undefined)
  const session = await openSession({
    ...input, world: choose(world), registry, handlers: { ...handlers, ...custom },
    onChange() {
      if (isViewDue) return
      isViewDue = true
      setTimeout(() => {
        isViewDue = false
        say({ kind: 'view', view: session.view() })
      }, viewEveryMs)
    },
  })
  port.on('message', ({ id, name, input }: ThreadCommand) => {
    session.handle(name, input).then(
      (value) => {
        say({ kind: 'answer', id, value })
        say({ kind: 'view', view: session.view() })
      },
      (error: unknown) => say({ kind: 'error', id, ...described(error) }),
    )
  })
  say({ kind: 'view', view: session.view() })
  say({ kind: 'ready' })
} catch (error) {
  const { code, message } = described(error)
  if (code === 'bug') throw error
  say({ kind: 'refused', code, message, ...(error instanceof AppError && { details: error.details }) })
}

function choose(given: ThreadInput['world']): WorldChoice {
  if (given.kind === 'generated') return given
  return { kind: 'copy', bytes: given.kind === 'file' ? copyWorkspace(given.file) : Buffer.from(given.bytes) }
}

function described(error: unknown): { code: AppError['code'] | 'bug'; message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message }
  if (error instanceof SimulationError) return { code: 'bad-input', message: error.message }
  if ((error as { code?: unknown } | null)?.code === 'SQLITE_FULL') return { code: 'too-large', message: 'This simulation holds as much as one may. Begin a new one, with fewer leads or less time.' }
  return { code: 'bug', message: error instanceof Error ? error.message : String(error) }
}
