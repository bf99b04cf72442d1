import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '../db/open-database'
import { auditLog, connections } from '../db/schema'
import { createWriter } from '../db/writer'
import { AppError } from '../errors/app-error'
import { createSecretBox } from '../secrets/secret-box'
import { createConnection, type NewConnection } from './create-connection'
import { createResolveConnection } from './resolve-connection'

const actor = { kind: 'person', id: 'p1' } as const
const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const input: NewConnection = { kind: 'webhook', name: 'CRM', url: 'https://crm.example/hooks/s3cret', secret }

function world() {
  const db = openDatabase(':memory:')
  const box = createSecretBox(randomBytes(32))
  const writer = createWriter(db)
  return { db, box, create: (given: NewConnection) => writer.write((tx) => createConnection(tx, box, { input: given, actor }, 1_000)) }
}

it('keeps address and secret encrypted, and gives them to who resolves', async () => {
  const { db, box, create } = world()
  const id = await create(input)
  expect(createResolveConnection({ db, box })(id)).toEqual({ kind: 'webhook', url: input.url, secret })
  expect(JSON.stringify([db.select().from(connections).all(), db.select().from(auditLog).all()])).not.toMatch(/s3cret|whsec|crm\.example/)
  expect(db.select().from(auditLog).all()).toMatchObject([{ action: 'connection.created', actorId: 'p1', after: { kind: 'webhook', name: 'CRM', isSigned: true } }])
})

it('resolves nothing for unknown or deleted ones', async () => {
  const { db, box, create } = world()
  const id = await create(input)
  const resolve = createResolveConnection({ db, box })
  expect(resolve('nobody')).toBeUndefined()
  db.update(connections).set({ deletedAt: 5 }).where(eq(connections.id, id)).run()
  expect(resolve(id)).toBeUndefined()
})

it.each<[string, Partial<NewConnection>]>([
  ['no web address', { url: 'ftp://x/s3cret' }],
  ['no address', { url: 's3cret' }],
  ['a short secret', { secret: 'whsec_czNjcmV0' }],
  ['no base64', { secret: 's3cret %%' }],
  ['a secret for a chat', { kind: 'slack' }],
  ['no name', { name: ' ' }],
])('refuses %s without repeating it', async (_, change) => {
  const { create } = world()
  const error: unknown = await create({ ...input, ...change }).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(AppError)
  expect(error).toMatchObject({ code: 'bad-input' })
  expect(JSON.stringify([error, String(error)])).not.toMatch(/s3cret|czNj/)
})

it.each<[string, string | undefined, boolean]>([
  ['a header', 'Authorization: Bearer t0k', true],
  ['a header of another name', 'X-Api-Key:k', true],
  ['none', undefined, false],
  ['no header', 't0k', false],
  ['two lines', 'A: b\r\nC: d', false],
])('a connection for web addresses holds a header: %s', async (_, given, ok) => {
  const { create } = world()
  const { secret: _secret, ...rest } = input
  const made = create({ ...rest, kind: 'http', ...(given !== undefined && { secret: given }) })
  if (ok) expect(await made).toEqual(expect.any(String))
  else await expect(made).rejects.toMatchObject({ code: 'bad-input' })
})
