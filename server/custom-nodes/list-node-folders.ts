import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Names of the folders that hold a custom node, in order. Folders without a definition are work in progress, and none. */
export function listNodeFolders(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && !name.startsWith('_') && statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
    .filter((name) => existsSync(join(folder, name, 'definition.ts')))
    .sort()
}
