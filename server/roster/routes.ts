import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { requireRole, type SignedIn } from '../people/require-session'
import { listRoster } from './list-roster'
import { viewLeaving } from './leaving/view-leaving'
import { RepChange, updateRep } from './update-rep'
import { valid } from '../errors/valid'

/** The roster: who can get leads. */
export function createRosterRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json(listRoster(db)))
    .get('/reps/:id/leaving', requireRole('manager'), (c) => c.json(viewLeaving(db, c.req.param('id'))))
    .patch('/reps/:id', requireRole('manager'), valid('json', RepChange), async (c) => {
      const change = c.req.valid('json')
      await writer.write((tx) => updateRep(tx, { repId: c.req.param('id'), change, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
