import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import type { ChangeFeed } from '../live/change-feed'
import { streamChanges } from '../live/stream'
import type { SignedIn } from '../people/require-session'
import { getRun } from './get-run'
import { countRuns, listRuns, runViews } from './list-runs'
import { valid } from '../errors/valid'

const Query = z.object({
  view: z.enum(runViews).default('all'),
  flow: z.string().max(40).optional(),
  q: z.string().max(200).optional(),
  cursor: z.string().max(40).optional(),
})

/** Runs: the list, one of them, and one of them live. */
export function createRunRoutes({ db, feed, now }: { db: Database; feed: ChangeFeed; now: () => number }) {
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
      return streamChanges(c, feed, 'run', () => getRun(db, id, now()))
    })
}
