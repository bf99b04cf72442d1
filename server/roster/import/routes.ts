import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { AppError } from '../../errors/app-error'
import { valid } from '../../errors/valid'
import { requireRole, type SignedIn } from '../../people/require-session'
import { importPeople, previewPeople } from './import-people'
import { RosterMode } from './person-row'
import { readPeople } from './read-people'

const maxFileBytes = 5 * 1024 * 1024
const Upload = z.object({ mode: RosterMode, name: z.string().trim().min(1).max(200).default('people.csv') })

/** Files of people, for revenue operations: first what one would change, then the change. The body is the file. */
export function createRosterImportRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .post('/preview', valid('query', Upload), async (c) => c.json(previewPeople(db, readPeople(await readFile(c)), c.req.valid('query').mode)))
    .post('/', valid('query', Upload), async (c) => {
      const { mode, name } = c.req.valid('query')
      const file = readPeople(await readFile(c))
      return c.json(await writer.write((tx) => importPeople(tx, { name, file, mode, actor: { kind: 'person', id: c.var.user.id } }, now())))
    })
}

async function readFile(c: Context): Promise<Buffer> {
  const tooLarge = () => new AppError('too-large', `The file is larger than ${maxFileBytes / 1024 / 1024} MB, which no list of people is. Nothing was changed.`)
  if (Number(c.req.header('content-length') ?? 0) > maxFileBytes) throw tooLarge()
  const bytes = Buffer.from(await c.req.arrayBuffer())
  if (bytes.length > maxFileBytes) throw tooLarge()
  return bytes
}
