import { Hono } from 'hono'
import type { Database } from '../db/open-database'
import type { Writer } from '../db/writer'
import { valid } from '../errors/valid'
import type { SignedIn } from '../people/require-session'
import { changeView, createView, deleteView, listViews, NewView, ViewChange } from './lead-views'

/** Ways to look at the leads that people have kept, for themselves or for everybody. */
export function createLeadViewRoutes({ db, writer, now }: { db: Database; writer: Writer; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', (c) => c.json({ views: listViews(db, c.var.user) }))
    .post('/', valid('json', NewView), async (c) => {
      const view = c.req.valid('json')
      return c.json(await writer.write((tx) => createView(tx, { ...view, user: c.var.user }, now())), 201)
    })
    .patch('/:id', valid('json', ViewChange), async (c) => {
      const change = c.req.valid('json')
      await writer.write((tx) => changeView(tx, { id: c.req.param('id'), change, user: c.var.user }, now()))
      return c.json({ ok: true })
    })
    .delete('/:id', async (c) => {
      await writer.write((tx) => deleteView(tx, { id: c.req.param('id'), user: c.var.user }, now()))
      return c.json({ ok: true })
    })
}
