import { eq } from 'drizzle-orm'
import { rename, rm } from 'node:fs/promises'
import { type Actor, createAddAudit } from '../audit/add-audit'
import { newId } from '../db/new-id'
import type { Database } from '../db/open-database'
import { imports } from '../db/schema'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import type { Encoding } from './encodings'
import { importFile } from './import-files'
import { readTable } from './read-table'
import { receiveUpload } from './receive-upload'

export interface NewImport {
  name: string
  body: AsyncIterable<Uint8Array>
  /** The same key with the same file answers with the import that it made before. */
  key?: string
  actor: Actor
}

/** Keeps an uploaded file and makes an import of it that waits for its columns to be mapped. Refuses what has no rows. */
export async function createImport({ db, writer, folder, now }: { db: Database; writer: Writer; folder: string; now(): number }, { name, body, key, actor }: NewImport): Promise<string> {
  const id = newId(now())
  const file = importFile(folder, id)
  const arriving = `${file}.part`
  const upload = await receiveUpload(body, arriving)
  try {
    const encoding: Encoding = upload.cameAs === 'windows-1252' ? 'windows-1252' : 'utf-8'
    const { headers, separator, body: start, rows, isWhole, problem } = await readTable(arriving, { encoding, maxRows: 1 })
    if (problem !== undefined) throw new AppError('bad-input', `${problem} Nothing was imported.`)
    if (rows.length === 0 && isWhole) throw new AppError('bad-input', 'The file has a row that names the columns and no other. Nothing was imported.')

    const known = key === undefined ? undefined : knownUpload(db, key, upload.sha256)
    if (known !== undefined) return known
    await rename(arriving, file)
    const at = now()
    return await writer.write((tx) => {
      // Sent twice at the same moment, the second finds the first here.
      const other = key === undefined ? undefined : knownUpload(tx, key, upload.sha256)
      if (other !== undefined) return other
      tx.insert(imports)
        .values({
          id, name: name.slice(0, 200), createdBy: actor.id, sha256: upload.sha256, bytes: upload.bytes, lines: upload.lines, cameAs: upload.cameAs, encoding, separator, headers,
          decimal: '.', startsFlows: false, state: 'mapping', offset: start.offset, line: start.line, row: 0, created: 0, duplicates: 0, stuck: 0, refused: 0, activeMs: 0,
          uploadKey: key ?? null, createdAt: at,
        })
        .run()
      createAddAudit(tx)({ actor, action: 'import.uploaded', subject: { type: 'import', id }, after: { bytes: upload.bytes } }, at)
      return id
    })
  } finally {
    await rm(arriving, { force: true })
    if (!db.select({ id: imports.id }).from(imports).where(eq(imports.id, id)).get()) await rm(file, { force: true })
  }
}

function knownUpload(db: Database, key: string, sha256: string): string | undefined {
  const known = db.select({ id: imports.id, sha256: imports.sha256 }).from(imports).where(eq(imports.uploadKey, key)).get()
  if (known && known.sha256 !== sha256) throw new AppError('conflict', 'This key was used for another file. Nothing was imported. Send a new key with a new file.')
  return known?.id
}
