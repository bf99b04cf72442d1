import { Hono } from 'hono'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { valid } from '../../errors/valid'
import { requireRole, type SignedIn } from '../../people/require-session'
import { createScimToken, listScimTokens, NewScimToken, revokeScimToken } from './scim-tokens'

/** The tokens of HR systems, for revenue operations: a new one is answered this once. */
export function createScimTokenRoutes({ db, writer, publicUrl, now }: { db: Database; writer: Writer; publicUrl: string; now: () => number }) {
  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .get('/', (c) => c.json({ address: `${publicUrl}/scim/v2`, tokens: listScimTokens(db) }))
    .post('/', valid('json', NewScimToken), async (c) => {
      const { name } = c.req.valid('json')
      return c.json(await writer.write((tx) => createScimToken(tx, { name, actor: { kind: 'person', id: c.var.user.id } }, now())), 201)
    })
    .delete('/:id', async (c) => {
      await writer.write((tx) => revokeScimToken(tx, { id: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
