import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Database } from '../../db/open-database'
import { AppError } from '../../errors/app-error'
import { valid } from '../../errors/valid'
import type { SignedIn } from '../../people/require-session'
import { readLeads } from '../list/lead-rows'
import { listTimeline } from './list-timeline'

const Query = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  by: z.enum(['people', 'flows']).optional(),
})

/** One lead, and what happened to it. */
export function createLeadTimelineRoutes({ db, now }: { db: Database; now(): number }) {
  const find = (id: string) => {
    const [found] = readLeads(db, { tests: [sql`leads.id = ${id}`, sql`leads.deleted_at is null`], by: sql`leads.id`, limit: 1 })
    if (!found) throw new AppError('not-found', 'There is no such lead. It may have been removed; go back to the list of leads.')
    return found.lead
  }
  return new Hono<SignedIn>()
    .get('/:id', (c) => c.json({ lead: find(c.req.param('id')), now: now() }))
    .get('/:id/timeline', valid('query', Query), (c) => {
      const { cursor, limit, by } = c.req.valid('query')
      return c.json({ ...listTimeline(db, { leadIds: [find(c.req.param('id')).id], by, limit, ...(cursor && { cursor }) }), now: now() })
    })
}
