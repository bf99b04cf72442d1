import { Hono } from 'hono'
import type { Database } from '../../db/open-database'
import type { Writer } from '../../db/writer'
import { valid } from '../../errors/valid'
import { requireRole, type SignedIn } from '../../people/require-session'
import { Decision, decideHeld } from './decide-held'
import { listHeld } from './list-held'

/** Changes of the roster that wait for a decision, for revenue operations. */
export function createHeldRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .use(requireRole('ops'))
    .get('/', (c) => c.json({ held: listHeld(db) }))
    .post('/:id', valid('json', Decision), async (c) => {
      const { decision } = c.req.valid('json')
      await writer.write((tx) => decideHeld(tx, { id: c.req.param('id'), decision, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
