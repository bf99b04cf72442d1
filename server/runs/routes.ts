import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { ChangeFeed } from '../live/change-feed'
import { streamChanges } from '../live/stream'
import type { Writer } from '../db/writer'
import { requireRole, type SignedIn } from '../people/require-session'
import { getRun } from './get-run'
import { cancelRun } from './cancel-run'
import { pauseRun, resumeRun } from './hold-run'
import { countRuns, listRuns, runViews } from './list-runs'
import { valid } from '../errors/valid'

const Query = z.object({
  view: z.enum(runViews).default('all'),
  flow: z.string().max(40).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(40).optional(),
})

const Resume = z.object({ dates: z.enum(['keep', 'shift']).default('keep') })

/** Runs: the list, one of them, one of them live; and how a person stops, holds and lets go on. */
export function createRunRoutes({ db, writer, feed, now }: { db: Database; writer: Writer; feed: ChangeFeed; now: () => number }) {
  return new Hono<SignedIn>()
    .get('/', valid('query', Query), (c) => {
      const { view, flow, q, cursor } = c.req.valid('query')
      const page = listRuns(db, { view, ...(flow && { flowId: flow }), ...(q && { text: q }), ...(cursor && { cursor }) })
      return c.json({ ...page, counts: countRuns(db, flow), now: now() })
    })
    .get('/:id', (c) => c.json(getRun(db, c.req.param('id'), now())))
    .get('/:id/live', (c) => {
      const id = c.req.param('id')
      getRun(db, id, now())
      return streamChanges(c, feed, { run: () => getRun(db, id, now()) })
    })
    .post('/:id/pause', requireRole('manager'), async (c) => {
      await writer.write((tx) => pauseRun(tx, { runId: c.req.param('id'), actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/resume', requireRole('manager'), valid('json', Resume), async (c) => {
      const { dates } = c.req.valid('json')
      await writer.write((tx) => resumeRun(tx, { runId: c.req.param('id'), dates, actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
    .post('/:id/cancel', requireRole('manager'), async (c) => {
      await writer.write((tx) => cancelRun(tx, { runId: c.req.param('id'), reason: 'cancelled', actor: { kind: 'person', id: c.var.user.id } }, now()))
      return c.json({ ok: true })
    })
}
