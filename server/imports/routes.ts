import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { AppError } from '../errors/app-error'
import { valid } from '../errors/valid'
import { requireRole, type SignedIn } from '../people/require-session'
import { Beginning, beginImport, Reading } from './begin-import'
import { changeImport, importChanges } from './change-import'
import { createImport } from './create-import'
import { discardImport } from './discard-import'
import { findImport } from './find-import'
import { importFile, isFileKept } from './import-files'
import type { Importer } from './importer'
import { listRefusals } from './list-refusals'
import { previewImport } from './preview-import'
import { readTable } from './read-table'
import { maxUploadBytes, tooLarge } from './receive-upload'
import { listImports, viewImport } from './view-import'
import { writeReport } from './write-report'

export interface ImportRoutesDeps {
  db: Database
  writer: Writer
  imports: { folder: string; importer: Pick<Importer, 'wake'> }
  now(): number
}

const Upload = z.object({ name: z.string().trim().min(1).max(200).default('leads.csv') })
const Change = z.object({ change: z.enum(importChanges) })
const maxKeyLength = 200

/**
 * Imports of leads from files: upload, preview, begin, watch, pause, and the report of refused rows. For managers and ops.
 * The two requests that make something take an `Idempotency-Key`: the same again repeats the first answer.
 */
export function createImportRoutes({ db, writer, imports: { folder, importer }, now }: ImportRoutesDeps) {
  const view = (id: string) => viewImport(db, folder, id, now())
  const actorOf = (c: Context<SignedIn>) => ({ kind: 'person', id: c.var.user.id }) as const

  return new Hono<SignedIn>()
    .use(requireRole('manager'))
    .get('/', (c) => c.json(listImports(db, now())))
    .post('/', valid('query', Upload), async (c) => {
      if (Number(c.req.header('content-length') ?? 0) > maxUploadBytes) throw tooLarge()
      const key = keyOf(c)
      const id = await createImport({ db, writer, folder, now }, { name: c.req.valid('query').name, body: bodyOf(c), ...(key !== undefined && { key }), actor: actorOf(c) })
      return c.json(view(id), 201)
    })
    .get('/:id', (c) => c.json(view(c.req.param('id'))))
    .delete('/:id', async (c) => {
      await discardImport({ writer, folder, now }, { id: c.req.param('id'), actor: actorOf(c) })
      return c.json({ ok: true })
    })
    .post('/:id/preview', valid('json', Reading), async (c) => c.json(await previewImport(folder, findWithFile(c.req.param('id')), c.req.valid('json'))))
    .post('/:id/begin', valid('json', Beginning), async (c) => {
      const row = findWithFile(c.req.param('id'))
      const beginning = c.req.valid('json')
      const key = keyOf(c)
      const table = await readTable(importFile(folder, row.id), { encoding: beginning.encoding, separator: beginning.separator, maxRows: 0 })
      await writer.write((tx) => beginImport(tx, { id: row.id, ...(key !== undefined && { key }), beginning, table, actor: actorOf(c) }, now()))
      importer.wake()
      return c.json(view(row.id))
    })
    .post('/:id/change', valid('json', Change), async (c) => {
      const id = c.req.param('id')
      await writer.write((tx) => changeImport(tx, { id, change: c.req.valid('json').change, actor: actorOf(c) }, now()))
      importer.wake()
      return c.json(view(id))
    })
    .get('/:id/refused', (c) => c.json({ refused: listRefusals(db, findImport(db, c.req.param('id')).id) }))
    .get('/:id/report', (c) => {
      const row = findWithFile(c.req.param('id'))
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="refused.csv"; filename*=UTF-8''${encodeURIComponent(reportName(row.name))}`)
      return stream(c, async (out) => {
        for await (const piece of writeReport(db, folder, row)) await out.write(piece)
      })
    })

  function findWithFile(id: string) {
    const row = findImport(db, id)
    if (!isFileKept(folder, row.id)) throw new AppError('not-found', 'The file of this import was removed after a while. Import it again if you still have it.')
    return row
  }
}

function keyOf(c: Context): string | undefined {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && (key.length === 0 || key.length > maxKeyLength)) throw new AppError('bad-input', `An Idempotency-Key has 1 to ${maxKeyLength} characters.`)
  return key
}

/** Node's own request where there is one: nothing of it is read before somebody asks, and a broken connection is an error. */
function bodyOf(c: Context): AsyncIterable<Uint8Array> {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  return incoming ?? c.req.raw.body ?? emptyBody()
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {
  // Nothing came.
}

/** `leads.csv` gives `leads-refused.csv`. */
export function reportName(name: string): string {
  return `${name.replace(/\.[a-z]{2,4}$/i, '')}-refused.csv`
}
