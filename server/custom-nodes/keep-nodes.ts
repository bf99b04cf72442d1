import type { Logger } from 'pino'
import type { Writer } from '../db/writer'
import type { WorkerProcess } from '../processes/start-worker'
import { writeSetting } from '../settings/settings'
import type { BrokenNode } from './broken-node'
import type { NodeCatalog } from './node-catalog'
import { watchFolder } from './watch-folder'

/**
 * Takes custom nodes in as they are written, without a restart by hand: they are probed, known here from then on, and the
 * worker begins again with them once it has ended what it had begun. Pages hear of it as of any other change.
 */
export function keepNodes(deps: { catalog: NodeCatalog; folder: string; worker: Pick<WorkerProcess, 'restart'>; writer: Writer; log: Logger; say(line: string): void }): { stop(): void } {
  const { catalog, folder, worker, writer, log, say } = deps
  return watchFolder(folder, async () => {
    try {
      const before = soundOnes(catalog)
      if (!(await catalog.reload())) return
      const { sound, broken, fingerprint } = catalog.found()
      for (const each of broken) log.warn(brokenWords(each))
      say(`Custom nodes: ${sound.length === 0 ? 'none' : sound.map((each) => each.type).join(', ')}${broken.length > 0 ? `; broken: ${broken.map((each) => each.type).join(', ')}` : ''}`)
      if (soundOnes(catalog) !== before) worker.restart()
      await writer.write((tx) => writeSetting(tx, 'nodes.fingerprint', fingerprint))
    } catch (error) {
      log.error({ err: error }, 'The folder of custom nodes could not be read again')
    }
  })
}

/** A broken node in one line, for the log and the terminal. */
export function brokenWords({ type, file, message }: BrokenNode): string {
  return `The custom node “${type}” is broken and left out (${file}): ${message}`
}

function soundOnes(catalog: NodeCatalog): string {
  return JSON.stringify(catalog.found().sound.map(({ type, hash }) => [type, hash]))
}
