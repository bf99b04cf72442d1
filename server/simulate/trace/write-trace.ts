import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { SimulationError } from '../simulation-error'
import type { TraceSink } from './trace'

const bufferChars = 256_000

/** Writes a trace as JSON lines, and hashes what it writes. `close` gives the hash; without a file only that is made. */
export function writeTrace(file: string | undefined): { sink: TraceSink; close(): string } {
  let descriptor: number | undefined
  try {
    descriptor = file === undefined ? undefined : openSync(file, 'w', 0o600)
  } catch (error) {
    throw new SimulationError(`The trace cannot be written: ${error instanceof Error ? error.message : String(error)}`)
  }
  const hash = createHash('sha256')
  let lines = ''

  function flush(): void {
    hash.update(lines)
    if (descriptor !== undefined) writeSync(descriptor, lines)
    lines = ''
  }

  return {
    sink(entry) {
      lines += `${JSON.stringify(entry)}\n`
      if (lines.length > bufferChars) flush()
    },
    close() {
      flush()
      if (descriptor !== undefined) closeSync(descriptor)
      return hash.digest('hex')
    },
  }
}
