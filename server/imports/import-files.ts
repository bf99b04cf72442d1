import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

/** Where uploaded files lie, in the data folder. */
export function importsFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'imports')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

export function importFile(folder: string, importId: string): string {
  return join(folder, `${importId}.csv`)
}

/** Whether the file is still there: it is removed some time after the end. */
export function isFileKept(folder: string, importId: string): boolean {
  return existsSync(importFile(folder, importId))
}
