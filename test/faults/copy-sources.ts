import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A change of one source text: `find` must stand there exactly once. */
export interface Patch {
  file: string
  find: string
  replace: string
}

export interface SourcesCopy {
  readonly folder: string
  remove(): void
}

const repository = fileURLToPath(new URL('../..', import.meta.url))
const copied = ['engine', 'nodes', 'server', 'templates', 'package.json', 'tsconfig.base.json', 'tsconfig.node.json']

/** Copies what the stack runs on, and `more`, into a folder of its own and changes it there. Throws when a text to change is not found. */
export function copySources(patches: Patch[], more: string[] = []): SourcesCopy {
  const folder = mkdtempSync(join(tmpdir(), 'watertight-sources-'))
  try {
    for (const name of [...copied, ...more]) cpSync(join(repository, name), join(folder, name), { recursive: true })
    mkdirSync(join(folder, 'editor'))
    symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir')
    for (const { file, find, replace } of patches) {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      const times = text.split(find).length - 1
      if (times !== 1) throw new Error(`test.copySources: ${file} has the text to replace ${times} times, and should have it once:\n${find}`)
      writeFileSync(path, text.replace(find, () => replace))
    }
    return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    throw error
  }
}
