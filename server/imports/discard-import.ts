import { and, eq } from 'drizzle-orm'
import { rm } from 'node:fs/promises'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { imports } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { importFile } from './import-files'

/** Forgets an upload that was never begun, with its file. Refuses one that was: its rows are here. */
export async function discardImport({ writer, folder, now }: { writer: Writer; folder: string; now(): number }, { id, actor }: { id: string; actor: Actor }): Promise<void> {
  await writer.write((tx) => {
    const { changes } = tx.delete(imports).where(and(eq(imports.id, id), eq(imports.state, 'mapping'))).run()
    if (changes === 0) throw new AppError('conflict', 'This import was begun already, or is not there any more. Nothing was changed.')
    createAddAudit(tx)({ actor, action: 'import.discarded', subject: { type: 'import', id } }, now())
  })
  await rm(importFile(folder, id), { force: true })
}
