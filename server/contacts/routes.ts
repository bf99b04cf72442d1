import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../db/open-database'
import { valid } from '../errors/valid'
import { listTimeline } from '../leads/timeline/list-timeline'
import type { SignedIn } from '../people/require-session'
import { getContact } from './get-contact'

const Query = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  by: z.enum(['people', 'flows']).optional(),
})

/** One person outside, and what happened about all of their inquiries. */
export function createContactRoutes({ db, now }: { db: Database; now(): number }) {
  return new Hono<SignedIn>()
    .get('/:id', (c) => c.json({ ...getContact(db, c.req.param('id')), now: now() }))
    .get('/:id/timeline', valid('query', Query), (c) => {
      const { cursor, limit, by } = c.req.valid('query')
      const leadIds = getContact(db, c.req.param('id')).leads.map(({ id }) => id)
      return c.json({ ...listTimeline(db, { leadIds, by, limit, ...(cursor && { cursor }) }), now: now() })
    })
}
