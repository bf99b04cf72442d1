import { and, eq, inArray, lt, or } from 'drizzle-orm'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import { importFile } from './import-files'

const day = 24 * 60 * 60_000
const keptDays = { ended: 30, neverBegun: 7 }

/**
 * Removes files that nobody needs any more: of imports that ended a month ago (their counts stay) or were never begun within
 * a week, and halves of uploads that broke off when the server died.
 */
export async function clearOldImports(db: Database, folder: string, now: number): Promise<void> {
  const ended = and(inArray(imports.state, ['done', 'stopped']), lt(imports.endedAt, now - keptDays.ended * day))
  const neverBegun = and(eq(imports.state, 'mapping'), lt(imports.createdAt, now - keptDays.neverBegun * day))
  for (const { id } of db.select({ id: imports.id }).from(imports).where(or(ended, neverBegun)).all()) await rm(importFile(folder, id), { force: true })
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.part')) continue
    const file = join(folder, name)
    const { mtimeMs } = await stat(file)
    if (mtimeMs < now - day) await rm(file, { force: true })
  }
}
