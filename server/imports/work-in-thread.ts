import { parentPort, workerData } from 'node:worker_threads'
import { openWorld } from '../db/open-world'
import { createLog } from '../log'
import type { ThreadData } from './run-in-thread'
import { runImport } from './run-import'

/* The thread in which an import works. Ends by itself when the import is done, paused or let go of. */

const { databaseFile, folder, importId, holder } = workerData as ThreadData
const log = createLog('import')
const { db, writer } = openWorld(databaseFile)
// Rows are written once and not read again: a large cache would only take memory.
db.$client.pragma('cache_size = -16384')
let isAskedToLetGo = false
parentPort?.on('message', () => {
  isAskedToLetGo = true
})

try {
  await runImport({ db, writer, folder, importId, holder, now: Date.now, isAskedToLetGo: () => isAskedToLetGo, report: (error) => log.error({ err: error }, 'An import has a problem') })
} finally {
  db.$client.close()
  parentPort?.close()
}
